/**
 * The web console: pages for people, from the same services as the API. Each service asks the viewer's rights before it answers; pages hold no rule.
 */
@NullMarked
package org.onestophub.operate.console;

import org.jspecify.annotations.NullMarked;
