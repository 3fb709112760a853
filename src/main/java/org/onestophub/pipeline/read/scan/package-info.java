/** Reads scanned letters: pages are decoded in a process of their own, and their text is recognised. */
package org.onestophub.pipeline.read.scan;
