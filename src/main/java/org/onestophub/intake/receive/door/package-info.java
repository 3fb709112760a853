/** The HTTP endpoints for senders: hotline orders, desk entries, and the status of a receipt. */
package org.onestophub.intake.receive.door;
