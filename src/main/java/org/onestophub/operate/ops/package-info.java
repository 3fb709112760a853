/** The operators' API. Every sight of content is recorded. */
@NullMarked
package org.onestophub.operate.ops;

import org.jspecify.annotations.NullMarked;
