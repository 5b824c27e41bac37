/** How threads of a process share the processor. */
package org.openrtpd.storage.thread;
