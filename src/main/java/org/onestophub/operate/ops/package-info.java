/** What operators see and do: receipts with every stage, quarantine, channels. Every sight of content is recorded. */
package org.onestophub.operate.ops;
