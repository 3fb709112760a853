/** What readers of all formats share: text from bytes, media types, strict JSON, scratch files. */
package org.onestophub.pipeline.read.format;
