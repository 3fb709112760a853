/** The READ room: runs the reader that the mapping names and gives candidates. */
package org.onestophub.pipeline.read;
