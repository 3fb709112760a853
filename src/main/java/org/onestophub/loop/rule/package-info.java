/** What files of rules have in common: their folder, their values with lines for faults, conditions, where a rule comes from. */
@NullMarked
package org.onestophub.loop.rule;

import org.jspecify.annotations.NullMarked;
