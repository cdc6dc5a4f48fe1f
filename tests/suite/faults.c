/* Stands before the C library, and lets one call that changes a folder go wrong.
 *
 *   FAULT_BELOW  paths that begin so are meant, and no others
 *   FAULT_AT     the number of the call, from 1; 0 for none
 *   FAULT_ERRNO  what that call answers; 0: it is done, and the process is killed
 *   FAULT_SHORT  if set, every write takes half of what it is given
 *   FAULT_LOG    a file to which every call is added
 *   FAULT_WATCH  while there is a file at this path, the system watches no folder more
 *
 * The exchange of two folders is no call of the library; what is killed after the call before it, and before
 * the one after it, sees both sides of it.
 */
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/inotify.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/types.h>
#include <unistd.h>

static atomic_long calls;

static int below(const char *path) {
  const char *folder = getenv("FAULT_BELOW");
  return folder && path && strncmp(path, folder, strlen(folder)) == 0;
}

static int below_fd(int fd) {
  char link[64], path[4096];
  snprintf(link, sizeof link, "/proc/self/fd/%d", fd);
  ssize_t length = readlink(link, path, sizeof path - 1);
  if (length < 0) return 0;
  path[length] = 0;
  return below(path);
}

static int below_at(int fd, const char *path) {
  return path && path[0] != '/' && fd != AT_FDCWD ? below_fd(fd) : below(path);
}

/* Whether this call is the one. */
static int meant(const char *name, int counts) {
  if (!counts) return 0;
  long call = atomic_fetch_add(&calls, 1) + 1;
  const char *log = getenv("FAULT_LOG");
  if (log) {
    char line[64];
    int length = snprintf(line, sizeof line, "%ld %s\n", call, name);
    int fd = syscall(SYS_openat, AT_FDCWD, log, O_WRONLY | O_CREAT | O_APPEND, 0644);
    if (fd >= 0) {
      syscall(SYS_write, fd, line, length);
      syscall(SYS_close, fd);
    }
  }
  const char *at = getenv("FAULT_AT");
  return at && call == atol(at);
}

static int error(void) {
  const char *number = getenv("FAULT_ERRNO");
  return number ? atoi(number) : 0;
}

#define REAL(name) ((__typeof__(&name))dlsym(RTLD_NEXT, #name))
#define FAULT(type, name, counts, call)      \
  do {                                       \
    int is_meant = meant(#name, counts);     \
    if (is_meant && error()) {               \
      errno = error();                       \
      return (type)-1;                       \
    }                                        \
    type result = (call);                    \
    if (is_meant) kill(getpid(), SIGKILL);   \
    return result;                           \
  } while (0)


#define OPEN(name)                                                               \
  int name(const char *path, int flags, ...) {                                   \
    va_list more;                                                                \
    va_start(more, flags);                                                       \
    mode_t mode = va_arg(more, mode_t);                                          \
    va_end(more);                                                                \
    FAULT(int, name, below(path), REAL(name)(path, flags, mode));                \
  }
OPEN(open)
OPEN(open64)

int openat(int fd, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAULT(int, openat, below_at(fd, path), REAL(openat)(fd, path, flags, mode));
}

int openat64(int fd, const char *path, int flags, ...) {
  va_list more;
  va_start(more, flags);
  mode_t mode = va_arg(more, mode_t);
  va_end(more);
  FAULT(int, openat64, below_at(fd, path), REAL(openat64)(fd, path, flags, mode));
}

ssize_t write(int fd, const void *bytes, size_t length) {
  int counts = below_fd(fd);
  if (counts && getenv("FAULT_SHORT") && length > 1) length /= 2;
  FAULT(ssize_t, write, counts, REAL(write)(fd, bytes, length));
}

ssize_t pwrite64(int fd, const void *bytes, size_t length, off64_t at) {
  int counts = below_fd(fd);
  if (counts && getenv("FAULT_SHORT") && length > 1) length /= 2;
  FAULT(ssize_t, pwrite64, counts, REAL(pwrite64)(fd, bytes, length, at));
}
ssize_t pread64(int fd, void *bytes, size_t length, off64_t at) {
  int counts = below_fd(fd);
  if (counts && getenv("FAULT_SHORT") && length > 1) length /= 2;
  FAULT(ssize_t, pread64, counts, REAL(pread64)(fd, bytes, length, at));
}

int mkdir(const char *path, mode_t mode) { FAULT(int, mkdir, below(path), REAL(mkdir)(path, mode)); }
int rmdir(const char *path) { FAULT(int, rmdir, below(path), REAL(rmdir)(path)); }
int unlink(const char *path) { FAULT(int, unlink, below(path), REAL(unlink)(path)); }
int unlinkat(int fd, const char *path, int flags) {
  FAULT(int, unlinkat, below_at(fd, path), REAL(unlinkat)(fd, path, flags));
}
int link(const char *from, const char *to) { FAULT(int, link, below(to), REAL(link)(from, to)); }
int linkat(int fd, const char *from, int other, const char *to, int flags) {
  FAULT(int, linkat, below_at(other, to), REAL(linkat)(fd, from, other, to, flags));
}
int symlink(const char *from, const char *to) { FAULT(int, symlink, below(to), REAL(symlink)(from, to)); }
int rename(const char *from, const char *to) { FAULT(int, rename, below(to), REAL(rename)(from, to)); }
int chmod(const char *path, mode_t mode) { FAULT(int, chmod, below(path), REAL(chmod)(path, mode)); }
int fchmod(int fd, mode_t mode) { FAULT(int, fchmod, below_fd(fd), REAL(fchmod)(fd, mode)); }
int ftruncate(int fd, off_t size) { FAULT(int, ftruncate, below_fd(fd), REAL(ftruncate)(fd, size)); }
int ftruncate64(int fd, off64_t size) { FAULT(int, ftruncate64, below_fd(fd), REAL(ftruncate64)(fd, size)); }
int futimens(int fd, const struct timespec times[2]) { FAULT(int, futimens, below_fd(fd), REAL(futimens)(fd, times)); }
int fsync(int fd) { FAULT(int, fsync, below_fd(fd), REAL(fsync)(fd)); }
int flock(int fd, int how) { FAULT(int, flock, below_fd(fd), REAL(flock)(fd, how)); }
ssize_t copy_file_range(int from, off64_t *at, int to, off64_t *there, size_t length, unsigned flags) {
  FAULT(ssize_t, copy_file_range, below_fd(to), REAL(copy_file_range)(from, at, to, there, length, flags));
}

int inotify_add_watch(int fd, const char *path, uint32_t mask) {
  const char *file = getenv("FAULT_WATCH");
  if (file && below(path) && syscall(SYS_faccessat, AT_FDCWD, file, F_OK) == 0) {
    errno = ENOSPC;
    return -1;
  }
  return REAL(inotify_add_watch)(fd, path, mask);
}
