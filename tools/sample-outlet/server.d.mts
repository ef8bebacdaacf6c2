export interface ExpectedStory {
  id: string;
  outlet: string;
  language: string;
  headline: string;
  byline: string | null;
  place: string | null;
  agency: string | null;
  caption: string;
  credit: string;
  url: string;
  versions: number;
  otherAddresses: string[];
  copies: string[];
}

export interface SampleOutlet {
  feeds: { id: string; title: string; url: string }[];
  expected: { stories: ExpectedStory[]; refused: { outlet: string; url: string; reason: string }[] };
  requests: { outlet: string; path: string; status: number }[];
  publishUpdate(): void;
  stop(): Promise<void>;
}

export function startSampleOutlet(options?: {
  port?: number;
  manualUpdate?: boolean;
  now?: Date;
  bind?: string;
  names?: string;
}): Promise<SampleOutlet>;
