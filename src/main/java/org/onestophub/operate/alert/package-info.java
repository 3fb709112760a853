/** Alerts: one message when a condition begins, one when it ends. */
@NullMarked
package org.onestophub.operate.alert;

import org.jspecify.annotations.NullMarked;
