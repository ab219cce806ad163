/** How values look, as text and as HTML. Knows neither notebooks nor magics. */
package org.imagine4j.kernel.render;
