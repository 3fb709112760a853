/** Makes packages of a case for health authority, police and mediation. */
@NullMarked
package org.onestophub.operate.handover;

import org.jspecify.annotations.NullMarked;
