/** What every page of the console does beyond HTML; each module is small and says what it is for. */
import "bootstrap/js/src/offcanvas";
import "./js/pages.js";
import "./js/keys.js";
import "./js/triage.js";
import "./js/look.js";
import "./js/fading.js";
import "./js/ending.js";
import "./js/drafts.js";
import "./js/dropping.js";
import "./js/mending.js";
import "./js/places.js";
