import type { ListContext } from '../../command-entry.types.js';
import { EXIT, UsageError, type Command } from '../../command.js';

/** What can follow a command: its actions, and the options of all of them. */
interface Words {
  name: string;
  summary: string;
  actions: string[];
  options: string[];
}

const SHELLS: Record<string, (words: readonly Words[]) => string> = { bash, zsh, fish };

export const completionCommand: Command<ListContext> = {
  operands: Object.keys(SHELLS).join(' | '),
  details: 'For example: source <(dateline completion bash), or dateline completion fish | source.',
  options: {},
  async run({ print, commands }, operands) {
    const write = SHELLS[operands[0] ?? ''];
    if (!write || operands.length > 1)
      throw new UsageError(`completion: for which shell? ${Object.keys(SHELLS).join(', ')}`);
    await import('../../ready-nest.js');
    const words = commands.map(async ({ name, summary, load }): Promise<Words> => {
      const { actions, options } = name === 'completion' ? completionCommand : await load();
      return {
        name,
        summary,
        actions: name === 'completion' ? Object.keys(SHELLS) : Object.keys(actions ?? {}),
        options: [...Object.keys(options), 'help'].map((option) => `--${option}`),
      };
    });
    print(write(await Promise.all(words)));
    return EXIT.ok;
  },
};

const wordsAfter = ({ actions, options }: Words) => [...actions, ...options].join(' ');

function bash(words: readonly Words[]): string {
  return [
    '_dateline() {',
    '  local current="${COMP_WORDS[COMP_CWORD]}" words',
    '  case "${COMP_CWORD}:${COMP_WORDS[1]}" in',
    `    1:*) words="${words.map(({ name }) => name).join(' ')} --help --version" ;;`,
    ...words.map((command) => `    *:${command.name}) words="${wordsAfter(command)}" ;;`),
    '  esac',
    '  mapfile -t COMPREPLY < <(compgen -W "$words" -- "$current")',
    '  [ ${#COMPREPLY[@]} -gt 0 ] || compopt -o default',
    '}',
    'complete -F _dateline dateline',
  ].join('\n');
}

function zsh(words: readonly Words[]): string {
  return [
    '#compdef dateline',
    '_dateline() {',
    '  if (( CURRENT == 2 )); then',
    `    local -a commands=(${words.map(({ name, summary }) => quoted(`${name}:${summary}`)).join(' ')})`,
    "    _describe 'command' commands",
    '    return',
    '  fi',
    '  case "${words[2]}" in',
    ...words.map((command) => `    ${command.name}) compadd -- ${wordsAfter(command)} ;;`),
    '  esac',
    '  _files',
    '}',
    'compdef _dateline dateline',
  ].join('\n');
}

function fish(words: readonly Words[]): string {
  return words
    .flatMap(({ name, summary, actions, options }) => [
      `complete -c dateline -n __fish_use_subcommand -f -a ${name} -d ${quoted(summary)}`,
      ...(actions.length === 0
        ? []
        : [`complete -c dateline -n '__fish_seen_subcommand_from ${name}' -a '${actions.join(' ')}'`]),
      ...options.map(
        (option) => `complete -c dateline -n '__fish_seen_subcommand_from ${name}' -l ${option.slice(2)}`,
      ),
    ])
    .join('\n');
}

const quoted = (text: string) => `'${text.replaceAll("'", "'\\''")}'`;
