/** Working days, and by when a channel must bring its next input. */
package org.onestophub.loop.duty;
