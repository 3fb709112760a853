/** Working days, and what is expected of a channel by when. */
package org.onestophub.loop.duty;
