/** What commands that write miniSEED have in common on their command lines. */
package org.openrtpd.app.miniseed;
