// What /map/happenings.json says, and days as the server counts them.
export interface Happening {
  id: string;
  where: string | null;
  first: number | null;
  last: number | null;
  claims: number;
}

export interface Mark {
  id: string;
  name: string;
  latitude: number;
  longitude: number;
  country: string | null;
  shape: "point" | "circle" | "area" | "country";
  radius: number;
  exactness: string;
  reports: number;
  contested: number;
  claims: number;
}

/** Tiles of one's own under the marks. */
export interface Tiles {
  kind: "raster" | "vector";
  template: string; // of an address
  least: number;
  most: number;
  layers: string[];
  attribution: string;
}

export interface Data {
  events: Happening[];
  places: Mark[];
  tiles: Tiles | null;
  countries: string[]; // ISO 3166-1 numeric codes of those marked as a whole
}

export interface Span {
  first: number;
  last: number;
}

const EPOCH = 719163; // day number of 1 January 1970, counted from 1 January of the year 1
const DAY = 86_400_000;
const WORDS = new Intl.DateTimeFormat("en-GB", { day: "numeric", month: "long", year: "numeric", timeZone: "UTC" });

export const dateOf = (day: number): Date => new Date((day - EPOCH) * DAY);
export const dayOf = (iso: string): number | null => {
  const at = Date.parse(`${iso}T00:00:00Z`);
  return Number.isNaN(at) ? null : Math.floor(at / DAY) + EPOCH;
};
export const iso = (day: number): string => dateOf(day).toISOString().slice(0, 10);
export const inWords = (day: number): string => WORDS.format(dateOf(day));

/** Whether something that may have happened on these days falls into the span. */
export const within = (event: Happening, span: Span | null): boolean =>
  span === null || (event.first !== null && event.last !== null && event.first <= span.last && event.last >= span.first);
