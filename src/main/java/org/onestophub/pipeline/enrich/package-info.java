/** The ENRICH room: finds the patient a complaint is about, and says how sure it is. A maybe is never a link. */
@NullMarked
package org.onestophub.pipeline.enrich;

import org.jspecify.annotations.NullMarked;
