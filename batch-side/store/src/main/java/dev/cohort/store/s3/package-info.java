/**
 * Objects on S3 as a store and as inputs: the only room of the store that knows the AWS SDK. Imports {@code dev.cohort.store}, and is
 * opened by its {@code StoreOpener} and {@code Inputs} alone, so that whoever stays on this machine never loads a class of the SDK.
 * Who speaks with another service of AWS takes {@code HttpConnections} and {@code Regions} from here.
 */
@NullMarked
package dev.cohort.store.s3;

import org.jspecify.annotations.NullMarked;
