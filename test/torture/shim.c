/*
 * A library to preload that lets the disk fail: the N-th call that writes below a folder, counted over all
 * processes, answers an error.
 *
 *   FAULT_FOLDER   only files below it are concerned
 *   FAULT_COUNTER  a file of 8 bytes that all processes count in
 *   FAULT_AT       the number of the call, from 1; 0: none fails
 *   FAULT_CALLS    how many calls fail from there on
 *   FAULT_ERRNO    what they answer
 *
 * And a wall clock that jumps: CLOCK_FILE is a file of 8 bytes with the seconds that it is off by.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdarg.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/time.h>
#include <sys/types.h>
#include <sys/uio.h>
#include <time.h>
#include <unistd.h>

static uint64_t *counter;
static const char *folder;
static uint64_t first, calls;
static int answer;
static int64_t *offset;

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))

static void *mapped(const char *file) {
  int fd = REAL(open)(file, O_RDWR);
  if (fd < 0) return NULL;
  void *map = mmap(NULL, 8, PROT_READ | PROT_WRITE, MAP_SHARED, fd, 0);
  close(fd);
  return map == MAP_FAILED ? NULL : map;
}

__attribute__((constructor)) static void begin(void) {
  const char *file = getenv("FAULT_COUNTER");
  const char *clock = getenv("CLOCK_FILE");
  if (clock) offset = mapped(clock);
  folder = getenv("FAULT_FOLDER");
  if (!file || !folder) return;
  first = strtoull(getenv("FAULT_AT") ?: "0", NULL, 10);
  calls = strtoull(getenv("FAULT_CALLS") ?: "1", NULL, 10);
  answer = atoi(getenv("FAULT_ERRNO") ?: "28");
  counter = mapped(file);
}

static int counts(void) {
  uint64_t n = __atomic_add_fetch(counter, 1, __ATOMIC_SEQ_CST);
  return first != 0 && n >= first && n < first + calls;
}

static int below(const char *path) {
  return counter && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int fails_path(const char *path) { return below(path) && counts(); }

static int fails_fd(int fd) {
  char link[64], path[PATH_MAX];
  if (!counter) return 0;
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t n = readlink(link, path, sizeof path - 1);
  if (n <= 0) return 0;
  path[n] = 0;
  return fails_path(path);
}

/* A disk that is full takes a part of a write first, if it is not one byte. */
#define WRITES(name, parameters, arguments, part)        \
  ssize_t name parameters {                              \
    if (fails_fd(fd)) {                                  \
      int before = errno;                                \
      if (answer == ENOSPC) (void)!(part);               \
      errno = before;                                    \
      errno = answer;                                    \
      return -1;                                         \
    }                                                    \
    return REAL(name) arguments;                         \
  }

WRITES(write, (int fd, const void *b, size_t n), (fd, b, n), 0)
WRITES(pwrite, (int fd, const void *b, size_t n, off_t at), (fd, b, n, at), REAL(pwrite)(fd, b, n / 2, at))
WRITES(pwrite64, (int fd, const void *b, size_t n, off64_t at), (fd, b, n, at), REAL(pwrite64)(fd, b, n / 2, at))
WRITES(writev, (int fd, const struct iovec *v, int n), (fd, v, n), 0)
WRITES(pwritev, (int fd, const struct iovec *v, int n, off_t at), (fd, v, n, at), 0)
WRITES(pwritev64, (int fd, const struct iovec *v, int n, off64_t at), (fd, v, n, at), 0)

#define FAILS(condition) \
  if (condition) {       \
    errno = answer;      \
    return -1;           \
  }

int fsync(int fd) { FAILS(fails_fd(fd)) return REAL(fsync)(fd); }
int fdatasync(int fd) { FAILS(fails_fd(fd)) return REAL(fdatasync)(fd); }
int rename(const char *a, const char *b) { FAILS(fails_path(b)) return REAL(rename)(a, b); }
int link(const char *a, const char *b) { FAILS(fails_path(b)) return REAL(link)(a, b); }
int mkdir(const char *path, mode_t mode) { FAILS(fails_path(path)) return REAL(mkdir)(path, mode); }

#define OPENS(name)                                                   \
  int name(const char *path, int flags, ...) {                        \
    mode_t mode = 0;                                                  \
    if (flags & (O_CREAT | O_TMPFILE)) {                              \
      va_list rest;                                                   \
      va_start(rest, flags);                                          \
      mode = va_arg(rest, mode_t);                                    \
      va_end(rest);                                                   \
    }                                                                 \
    FAILS((flags & (O_CREAT | O_ACCMODE)) && fails_path(path))        \
    return REAL(name)(path, flags, mode);                             \
  }

OPENS(open)
OPENS(open64)

int clock_gettime(clockid_t id, struct timespec *time) {
  int result = REAL(clock_gettime)(id, time);
  if (offset && (id == CLOCK_REALTIME || id == CLOCK_REALTIME_COARSE)) time->tv_sec += *offset;
  return result;
}

int gettimeofday(struct timeval *restrict time, void *restrict zone) {
  int result = REAL(gettimeofday)(time, zone);
  if (offset) time->tv_sec += *offset;
  return result;
}
