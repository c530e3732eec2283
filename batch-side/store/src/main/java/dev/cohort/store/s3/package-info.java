/**
 * Objects on S3 as a store and as inputs: the only room that knows the AWS SDK. Imports {@code dev.cohort.store}, and is opened by its
 * {@code StoreOpener} and {@code Inputs} alone, so that whoever stays on this machine never loads a class of the SDK.
 */
@NullMarked
package dev.cohort.store.s3;

import org.jspecify.annotations.NullMarked;
