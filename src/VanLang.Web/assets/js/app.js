// Everything here only makes pages quicker or kinder; each works without it. Custom elements, because enhanced navigation swaps parts of a
// page without running scripts again.
import '@digdir/designsystemet-web/clickdelegatefor';
import './copy.js';
import './date.js';
import './drawer.js';
import './file.js';
import './forms.js';
import './menu.js';
import './party.js';
