/** HL7 messages over MLLP: bounded frames in, an acknowledgement only after the message was kept. */
@NullMarked
package org.onestophub.intake.source.mllp;

import org.jspecify.annotations.NullMarked;
