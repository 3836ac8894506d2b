// The forty whom the story invites, as they stand in somebody's spreadsheet. All are invented.

const HEAD = ["Nome", "Ente", "Tipo", "Territorio", "Lingue", "Mediatore", "Senza gradini", "Ruolo", "Non con", "Lingua dell'invito"];

// Name, body, kind, territory, languages; then what else is said. `comes`: in a browser, by simulated requests, late, or not.
const row = (name, body, kind, territory, languages, comes = "no", more = {}) => ({ name, body, kind, territory, languages, comes, ...more });
const host = { role: "referente" };

export const GUESTS = [
  // In browsers of their own.
  row("Amal Prova", "Associazione Ponte di prova", "associazione", "Foggia", "arabo", "browser", { lang: "arabo" }),
  row("Paola Esempio", "Comune di prova", "Comune", "Bari", "italiano, arabo", "browser", host),
  row("Fatou Modello", "Associazione Teranga di prova", "associazione", "Lecce", "francese, italiano", "browser", { lang: "francese" }),
  row("Giulia Finta", "Università di prova", "università", "Bari", "non so", "browser"),
  // On telephones that the test plays.
  row("Omar Campione", "Cooperativa Filo di prova", "cooperativa", "Bari", "arabo, italiano, francese", "simulated", { mediator: "sì", lang: "italiano" }),
  row("Nadia Schema", "Cooperativa Filo di prova", "cooperativa", "Foggia", "arabo, italiano", "simulated", host),
  row("Youssef Bozza", "Associazione Ponte di prova", "associazione", "Foggia", "arabo, italiano", "simulated", host),
  row("Salma Traccia", "Associazione Sole di prova", "associazione", "Lecce", "arabo, francese, italiano", "simulated", { ...host, lang: "arabo" }),
  row("Ibrahim Foglio", "Associazione Teranga di prova", "associazione", "Bari", "francese, italiano", "simulated", { ...host, lang: "francese" }),
  row("Marie Pagina", "Associazione Sole di prova", "associazione", "Lecce", "francese, italiano", "simulated", { lang: "francese" }),
  row("Awa Riga", "Associazione Teranga di prova", "associazione", "Foggia", "francese, italiano", "simulated", { lang: "francese" }),
  row("Carlo Quaderno", "Prefettura di prova", "Prefettura", "Bari", "italiano", "simulated"),
  row("Lucia Matita", "ASL di prova", "ASL", "Foggia", "italiano, francese", "simulated", host),
  row("Pietro Gomma", "ASL di prova", "ASL", "Lecce", "italiano", "simulated", { apart: "Rosa Penna" }),
  row("Rosa Penna", "CPIA di prova", "CPIA", "Bari", "italiano", "simulated"),
  row("Antonio Carta", "CPIA di prova", "CPIA", "Foggia", "italiano", "simulated", { steps: "sì" }),
  row("Vera Busta", "Sindacato di prova", "sindacato", "Lecce", "italiano", "simulated"),
  row("Dario Timbro", "Patronato di prova", "patronato", "Bari", "italiano", "simulated"),
  row("Silvia Cartella", "Comune di prova", "Comune", "Lecce", "italiano, francese", "simulated"),
  row("Marco Scaffale", "Comune di prova", "Comune", "Foggia", "italiano", "simulated"),
  row("Elena Cassetto", "Università di prova", "università", "Lecce", "italiano, arabo", "simulated"),
  row("Luca Lampada", "Cooperativa Filo di prova", "cooperativa", "Bari", "italiano", "simulated"),
  row("Irene Sedia", "Associazione Sole di prova", "associazione", "Bari", "italiano, francese", "simulated"),
  row("Tommaso Porta", "Patronato di prova", "patronato", "Foggia", "", "simulated"),
  // Two come late.
  row("Hassan Ritardo", "Associazione Ponte di prova", "associazione", "Bari", "arabo, italiano", "late", { lang: "arabo" }),
  row("Chiara Dopo", "Prefettura di prova", "Prefettura", "Lecce", "italiano", "late"),
  // Fourteen do not come, two hosts among them.
  row("Bruno Assente", "Comune di prova", "Comune", "Bari", "italiano", "no", host),
  row("Sara Altrove", "ASL di prova", "ASL", "Bari", "italiano", "no", host),
  row("Khadija Lontano", "Associazione Sole di prova", "associazione", "Lecce", "arabo", "no", { lang: "arabo" }),
  row("Moussa Viaggio", "Associazione Teranga di prova", "associazione", "Foggia", "francese", "no", { lang: "francese" }),
  ...["Ada Nebbia", "Ugo Pioggia", "Rita Vento", "Nino Grandine", "Lia Brina", "Gino Foschia", "Pia Rugiada", "Leo Bufera", "Mara Nuvola", "Elio Tuono"].map(
    (name, n) => row(name, "Comune di prova", "Comune", ["Bari", "Foggia", "Lecce"][n % 3], "italiano"),
  ),
];

export const inBrowsers = GUESTS.filter((guest) => guest.comes === "browser");
export const simulated = GUESTS.filter((guest) => guest.comes === "simulated");
export const late = GUESTS.filter((guest) => guest.comes === "late");
export const absent = GUESTS.filter((guest) => guest.comes === "no");

const line = (guest) =>
  [guest.name, guest.body, guest.kind, guest.territory, guest.languages, guest.mediator, guest.steps, guest.role, guest.apart, guest.lang]
    .map((cell) => cell ?? "")
    .join("\t");

/** As it is copied from a spreadsheet: one row has a slip of the keyboard, and one stands there twice. */
export function pasted() {
  const slip = (guest) => (guest.name === "Marco Scaffale" ? { ...guest, languages: "italliannno" } : guest);
  return [HEAD.join("\t"), ...GUESTS.map(slip).map(line), line(GUESTS.find((guest) => guest.name === "Vera Busta"))].join("\n");
}
