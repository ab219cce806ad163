/**
 * What the source code of libraries tells of them: documentation comments, and the names of parameters, which class files
 * seldom hold. Knows no notebook; sources come from files, or from whoever offers to fetch them.
 */
package org.imagine4j.kernel.sources;
