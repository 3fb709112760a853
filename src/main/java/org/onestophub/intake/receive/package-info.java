/** The RECEIVE room: bounds an input, stores it, commits, and only then answers its sender. */
package org.onestophub.intake.receive;
