/** The operators' API. Every sight of content is recorded. */
package org.onestophub.operate.ops;
