/** {@code imagine models}: the models on this machine and how to get more, a class for each verb. */
package org.imagine4j.install.models;
