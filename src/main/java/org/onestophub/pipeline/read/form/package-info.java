/** Reads JSON and multipart forms, bounded, without holding files in memory. */
package org.onestophub.pipeline.read.form;
