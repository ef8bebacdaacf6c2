#!/usr/bin/env python3
"""Learn the models of libs/extraction from the measures of pages: npm run train:pages -- <folder of the corpora>.

  python3 train-pages.py measures.jsonl     (what write-measures.ts prints; needs requirements.txt)

Writes article.model.ts (article or not), kind.model.ts (which other class) and confidence.model.ts (probability that the page F1 of a body is
.9 or more) of page-type, and the report docs/page-models.md. Every figure of the report is cross-validated: the pages of a
registrable domain are in one fold. Same measures, same files.
"""
import json, sys, zlib
from pathlib import Path
from urllib.parse import urlparse
import lightgbm as lgb
import numpy as np
from sklearn.linear_model import LogisticRegression
from sklearn.metrics import roc_auc_score

ROOT = Path(__file__).resolve().parents[2]
MODELS = ROOT / 'libs/extraction/src/page-type'
FOLDS = 6
TREES = dict(objective='binary', learning_rate=.06, num_leaves=8, min_data_in_leaf=12, feature_fraction=.3, bagging_fraction=.8,
             bagging_freq=1, lambda_l2=3, verbose=-1, num_threads=1, seed=1, deterministic=True)
KINDS = ['documentation', 'forum', 'product', 'section', 'service']
KIND_OF = {'collection': 'section', 'listing': 'section'}
# Pages of page-types are those of the judged mix; the others are articles alone, those of pages-more of mixed kinds.
WEIGHT = {'page-types': 1.0, 'extraction': .7, 'pages-more': .3}
# What a peer's parser made is half a truth.
PEERS = {'rd', 'om'}
GOOD, BAD, SURE = .9, .7, .8
CAUTION = 2.5
LONGEST_LINE = 1500

def domain(url, page):
    host = (urlparse(url or '').hostname or page).lower().split('.')
    two = len(host) > 2 and host[-2] in ('co', 'com', 'org', 'ac', 'gov', 'net', 'edu') and len(host[-1]) == 2
    return '.'.join(host[-(3 if two else 2):])

rows = [json.loads(line) for line in open(sys.argv[1])]
names = sorted({name for row in rows for name in row['measures']})
X = np.array([[row['measures'].get(name, 0) for name in names] for row in rows], float)
fold = np.array([zlib.crc32(domain(row['url'], row['id']).encode()) % FOLDS for row in rows])
is_article = np.array([row['type'] == 'article' for row in rows])
corpus = np.array([row['corpus'] for row in rows])

def column(name): return X[:, names.index(name)]

# Trees over all measures learn by heart where there are few pages: those of the confidence read what speaks of the body.
OF_BODY = set('''ruleWeight lackShare lackBetween lackBefore lackAfter lackDropped rivalShare bodyPerText bodyPerLong hiddenShare linkShare
descriptionSaid headlineSaid linkedWords linkedSaid saidLinked linkedRatio statedWords bodyWidth bodyBlocks bodyLinkShare longestBlock
longestShare medianBlock firstBlock lastBlock longBlocks longShare shortBlocks headings listShare cellShare quoteShare unparagraphed ended
longOutside longOutsideText longestOutside longText longParagraphs paragraphs text linkText elements droppedElements longDropped
linkedHeadings h1s times <article> <table> <li> digits questions chromeText longAfter longBefore longBetween flag:short flag:cut_short
flag:paywalled captions <figcaption> <blockquote> <h2> <h3> .related .reply .sidebar thumbs you i said sentences .newsletter .media
.share'''.split())
X_BODY = np.where([name in OF_BODY for name in names], X, 0)

def train(params, rounds, at, y, w=None, data=X):
    return lgb.train(params, lgb.Dataset(data[at], y[at], weight=None if w is None else w[at]), rounds)

def unseen(params, rounds, at, y, w=None, width=1, data=X):
    """Raw scores of the pages `at` by models that saw none of their domain."""
    out = np.zeros((len(rows), width))
    for k in range(FOLDS):
        test = at & (fold == k)
        out[test] = train(params, rounds, at & (fold != k), y, w, data).predict(data[test], raw_score=True).reshape(-1, width)
    return out[:, 0] if width == 1 else out

def logs(): return np.sign(X) * np.log1p(np.abs(X))

class Both:
    """Trees and a logistic regression over the logarithms of the same measures: their mistakes differ. `odds` are those of unseen domains."""
    def __init__(self, params, rounds, at, y, w, strength, data=X):
        self.y, self.w, self.strength = y, w, strength
        odds = unseen(params, rounds, at, y, w, data=data)
        for k in range(FOLDS):
            weights, shift = self.line(at & (fold != k))
            odds[at & (fold == k)] += logs()[at & (fold == k)] @ weights + shift
        platt = LogisticRegression(C=1e6).fit(odds[at].reshape(-1, 1), y[at], sample_weight=w[at])
        self.scale, self.move = float(platt.coef_[0, 0]), float(platt.intercept_[0])
        self.odds = self.scale * odds + self.move
        self.trees = train(params, rounds, at, y, w, data)
        weights, shift = self.line(at)
        self.weights, self.shift = self.scale * weights, self.scale * shift + self.move

    def line(self, at):
        mean, spread = logs()[at].mean(0), logs()[at].std(0) + 1e-6
        found = LogisticRegression(C=self.strength, max_iter=400).fit((logs()[at] - mean) / spread, self.y[at], sample_weight=self.w[at])
        weights = np.where(spread > 1e-3, found.coef_[0] / spread, 0)
        return weights, float(found.intercept_[0] - weights @ mean)

def write(path, const, doc, models, extra='', both=None):
    used = list(names) if both else []
    scale = both.scale if both else 1
    def tree(node):
        if 'leaf_value' in node: return round(node['leaf_value'] * scale, 4)
        name = names[node['split_feature']]
        if name not in used: used.append(name)
        return [used.index(name), float('%.5g' % node['threshold']), tree(node['left_child']), tree(node['right_child'])]
    lines = ['']
    for info in models.dump_model()['tree_info']:
        text = json.dumps(tree(info['tree_structure']), separators=(',', ':'))
        if lines[-1] and len(lines[-1]) + len(text) > LONGEST_LINE: lines.append('')
        lines[-1] += (',' if lines[-1] else '') + text
    path.write_text(
        f"import {{ {'readNumbers, ' if both else ''}readTrees, type TreeModel }} from './weigh-trees.js';\n\n{extra}"
        f"/** {doc} Written by `npm run train:pages`; docs/page-models.md is its report. */\n"
        f"export const {const}: TreeModel = {{\n  measures:\n    '{' '.join(used)}'.split(\n      ' ',\n    ),\n  trees: readTrees([\n"
        + ''.join(f"    '{line}',\n" for line in lines) + '  ]),\n'
        + (f"  line: {{ shift: {both.shift:.4f}, weights: readNumbers('{' '.join('%.4g' % weight for weight in both.weights)}') }},\n" if both else '')
        + '};\n')

def table(head, lines):
    cells = [head, ['---'] * len(head), *lines]
    return '\n'.join('| ' + ' | '.join(str(cell) for cell in line) + ' |' for line in cells)

report = ['# The models of pages', '', '`npm run train:pages -- <corpora>` writes this page and the models that it is about '
          '(`bench/train/train-pages.py`, with what `bench/train/requirements.txt` names). Every figure is of pages of domains that the model did not see '
          f'({FOLDS} folds by domain).', '']

# Article or not.
everything = np.ones(len(rows), bool)
w = np.array([WEIGHT[c] for c in corpus])
both = Both(TREES, 220, everything, is_article, w, .01)
odds = both.odds
mixed = corpus == 'page-types'
lines = []
for recall in (.91, .95, .97, .98):
    edge = np.sort(odds[mixed & is_article])[int((1 - recall) * (mixed & is_article).sum())]
    passed = mixed & (odds >= edge)
    lost = ((corpus == 'extraction') & (odds < edge)).sum()
    lines.append([recall, f'{is_article[passed].mean():.3f}', f'{edge:.2f}', lost])
report += ['## Article or not', '', f'{(mixed & is_article).sum()} articles and {(mixed & ~is_article).sum()} other pages of WCXB; '
           f'AUC {roc_auc_score(is_article[mixed], odds[mixed]):.3f}. The last column is how many of the {(corpus == "extraction").sum()} pages of the '
           'extraction corpus, all of them articles by their truth, are below the edge.', '',
           table(['recall', 'precision', 'log odds from', 'lost of extraction'], lines), '']
write(MODELS / 'article.model.ts', 'ARTICLE_MODEL', 'Article or not: log odds.', both.trees, both=both)

# Which other class.
other = mixed & ~is_article
kind = np.array([KINDS.index(KIND_OF.get(row['type'], row['type'])) if row['type'] != 'article' else 0 for row in rows])
many = {**TREES, 'objective': 'multiclass', 'num_class': len(KINDS), 'num_leaves': 6, 'learning_rate': .1}
said = unseen(many, 40, other, kind, width=len(KINDS)).argmax(1)
lines = [[f'**{name}**', *[int((other & (kind == k) & (said == j)).sum()) for j in range(len(KINDS))]] for k, name in enumerate(KINDS)]
report += ['## Which other class', '', f'{(said == kind)[other].mean():.1%} of {other.sum()} pages that are no articles get their class (lines: the truth; '
           'columns: what the model says).', '', table(['', *KINDS], lines), '']
write(MODELS / 'kind.model.ts', 'KIND_MODEL', 'What a page is that is no article: log odds of `MODEL_KINDS`.', train(many, 40, other, kind),
      f"/** The classes of the model, in its order. */\nexport const MODEL_KINDS = [{', '.join(repr(name) for name in KINDS)}] as const;\n\n")

# Confidence in a body.
f1 = np.array([row['f1'] if row['f1'] is not None else np.nan for row in rows])
scored = is_article & ~np.isnan(f1)
good = np.nan_to_num(f1) >= GOOD
# A wrong text that a reader trusts costs more than a right one that he looks at: bad pages count more, in the calibration too.
w = np.array([.4 if row['set'] in PEERS else 1.0 for row in rows]) * np.where(f1 < BAD, CAUTION, 1)
cautious = {**TREES, 'num_leaves': 4, 'learning_rate': .04, 'min_data_in_leaf': 12, 'lambda_l2': 10}
both = Both(cautious, 200, scored, good, w, .003, X_BODY)
claim = 1 / (1 + np.exp(-both.odds))
bad = scored & (f1 < BAD)
rule = column('ruleWeight')
report += ['## Confidence', '', f'`bodyConfidence` is the probability that the page F1 of the body is {GOOD} or more. {scored.sum()} articles, '
           f'{good[scored].mean():.0%} of them are. AUC {roc_auc_score(good[scored], claim[scored]):.3f} (the rules before: '
           f'{roc_auc_score(good[scored], rule[scored]):.3f}). Of {bad.sum()} pages under {BAD}, {(claim[bad] >= SURE).mean():.0%} claim {SURE} or more '
           f'(before: {(rule[bad] >= SURE).mean():.0%}). The calibration is cautious: pages under {BAD} count {CAUTION} times.', '']
lines = []
for low, high in ((0, .3), (.3, .5), (.5, .6), (.6, .7), (.7, .8), (.8, .9), (.9, 1.01)):
    at = scored & (claim >= low) & (claim < high)
    if at.any(): lines.append([f'{low}–{min(high, 1)}', at.sum(), f'{claim[at].mean():.2f}', f'{good[at].mean():.2f}', f'{f1[at].mean():.3f}'])
report += [table(['claimed', 'pages', 'mean claim', f'share with F1 of {GOOD}', 'mean F1'], lines), '']
gains = sorted(zip(both.trees.feature_importance('gain'), names), reverse=True)[:20]
report += ['What it goes by most: ' + ', '.join(f'`{name}`' for _, name in gains) + '.', '']
write(MODELS / 'confidence.model.ts', 'CONFIDENCE_MODEL', f'A body with a page F1 of {GOOD} or more: calibrated log odds.', both.trees, both=both)
(ROOT / 'docs/page-models.md').write_text('\n'.join(report).rstrip() + '\n')
print('\n'.join(report))
