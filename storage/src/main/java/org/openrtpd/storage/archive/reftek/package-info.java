/**
 * The REF TEK archive: every packet exactly as it was received, in files of one event each (record
 * format, section 14). Start at {@link org.openrtpd.storage.archive.reftek.ReftekWriter}. One
 * thread, as all archives.
 */
package org.openrtpd.storage.archive.reftek;
