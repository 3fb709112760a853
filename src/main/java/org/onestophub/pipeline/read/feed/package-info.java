/** Entries of feeds, RSS and Atom. */
@NullMarked
package org.onestophub.pipeline.read.feed;

import org.jspecify.annotations.NullMarked;
