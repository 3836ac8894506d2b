// What every page may use. Nothing here is needed to read a page or to send a form.
import { copyAndShare } from "./share";
import { codeFromLink, localHours } from "./join";
import { leaveQuickly } from "./exit";
import { locate } from "./locate";
import { openMaps } from "./maps";
import { readAloud } from "./speak";
import { shortcuts } from "./shortcuts";

leaveQuickly();
readAloud();
copyAndShare();
locate();
openMaps();
shortcuts();
codeFromLink();
localHours();
