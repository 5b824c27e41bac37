/**
 * The miniSEED archive: samples and logs in an SDS tree, in records of versions 2 or 3 (record
 * format, section 12). Start at {@link org.openrtpd.storage.archive.miniseed.MiniseedRecords}, which
 * makes records of packets for any sink; {@link org.openrtpd.storage.archive.miniseed.MiniseedWriter}
 * is the archive. Record headers are written here and nowhere else. One thread, as all archives.
 */
package org.openrtpd.storage.archive.miniseed;
