/** HL7 messages over MLLP: bounded frames in, an acknowledgement only after the message was kept. */
package org.onestophub.intake.source.mllp;
