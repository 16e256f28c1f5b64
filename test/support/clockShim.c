/* Sets the time of day of one process back by SHIM_BACK seconds as soon as the file SHIM_FILE is there. */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <stdlib.h>
#include <sys/time.h>
#include <time.h>
#include <unistd.h>

static long back(void) {
  const char *file = getenv("SHIM_FILE"), *seconds = getenv("SHIM_BACK");
  return file && seconds && access(file, F_OK) == 0 ? atol(seconds) : 0;
}

int clock_gettime(clockid_t clock, struct timespec *out) {
  static int (*real)(clockid_t, struct timespec *);
  if (!real) real = (int (*)(clockid_t, struct timespec *))dlsym(RTLD_NEXT, "clock_gettime");
  int result = real(clock, out);
  if (result == 0 && clock == CLOCK_REALTIME) out->tv_sec -= back();
  return result;
}

int gettimeofday(struct timeval *out, void *zone) {
  static int (*real)(struct timeval *, void *);
  if (!real) real = (int (*)(struct timeval *, void *))dlsym(RTLD_NEXT, "gettimeofday");
  int result = real(out, zone);
  if (result == 0) out->tv_sec -= back();
  return result;
}
