/** Text recognition of scanned pages by the Tesseract program, which turns pages that do not stand upright. */
@NullMarked
package org.onestophub.pipeline.read.scan.ocr;

import org.jspecify.annotations.NullMarked;
