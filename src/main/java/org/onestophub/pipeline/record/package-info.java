/** The RECORD room: opens a case, adds to one, or finds nothing new, in one transaction. Also erases content. */
package org.onestophub.pipeline.record;
