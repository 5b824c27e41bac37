/**
 * The miniSEED archive: samples and logs in an SDS tree, in records of versions 2 or 3 (record
 * format, section 12). Start at {@link org.openrtpd.storage.archive.miniseed.MiniseedWriter}.
 * Record headers are written here and nowhere else. One thread, as all archives.
 */
package org.openrtpd.storage.archive.miniseed;
