/** The ENRICH room: finds the patient a complaint is about, and says how sure it is. */
package org.onestophub.pipeline.enrich;
