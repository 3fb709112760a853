/** Alerts: one message when a condition begins, one when it ends. */
package org.onestophub.operate.alert;
