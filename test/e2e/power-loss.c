// What a disk holds once the power is lost: of each file below POWER_LOSS_FOLDER, its content at its last sync,
// kept beside it as FILE.durable. Loaded before the C library (LD_PRELOAD), whose syncs it stands before.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/file.h>
#include <sys/stat.h>
#include <unistd.h>

static const char *const DURABLE = ".durable";

// The path of an open regular file below the folder; 0 where it is another.
static int path_of(int file, char path[PATH_MAX]) {
  const char *folder = getenv("POWER_LOSS_FOLDER");
  struct stat status;
  if (folder == NULL || fstat(file, &status) != 0 || !S_ISREG(status.st_mode)) return 0;
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", file);
  ssize_t length = readlink(link, path, PATH_MAX - 1);
  if (length < 0) return 0;
  path[length] = '\0';
  return strncmp(path, folder, strlen(folder)) == 0;
}

static int copy(int from, int to) {
  char block[1 << 14];
  off_t offset = 0;
  for (;;) {
    ssize_t length = pread(from, block, sizeof block, offset);
    if (length <= 0) return (int)length;
    if (pwrite(to, block, (size_t)length, offset) != length) return -1;
    offset += length;
  }
}

// Whole or not at all, should the process be killed here: then the sync did not return. One after another: of two
// processes that sync one file at once the later copy stays.
static void keep(int file) {
  char path[PATH_MAX], durable[PATH_MAX + 16], next[PATH_MAX + 32], turns[PATH_MAX + 32];
  if (!path_of(file, path)) return;
  snprintf(durable, sizeof durable, "%s%s", path, DURABLE);
  snprintf(next, sizeof next, "%s.next", durable);
  snprintf(turns, sizeof turns, "%s.turns", durable);
  int turn = open(turns, O_RDWR | O_CREAT, 0600);
  int taken = turn < 0 ? -1 : flock(turn, LOCK_EX);
  int from = open(path, O_RDONLY);
  int to = open(next, O_WRONLY | O_CREAT | O_TRUNC, 0600);
  if (taken != 0 || from < 0 || to < 0 || copy(from, to) != 0 || rename(next, durable) != 0) {
    fprintf(stderr, "power-loss: cannot keep %s: %s\n", durable, strerror(errno));
    abort();
  }
  close(from);
  close(to);
  close(turn);
}

typedef int Sync(int);

static int synced(const char *name, int file) {
  Sync *sync = (Sync *)dlsym(RTLD_NEXT, name);
  int result = sync(file);
  if (result == 0) keep(file);
  return result;
}

int fsync(int file) { return synced("fsync", file); }

int fdatasync(int file) { return synced("fdatasync", file); }

// A file that is gone holds nothing: whichever has its name next starts anew.
int unlink(const char *path) {
  int (*remove_file)(const char *) = (int (*)(const char *))dlsym(RTLD_NEXT, "unlink");
  int result = remove_file(path);
  const char *folder = getenv("POWER_LOSS_FOLDER");
  if (result == 0 && folder != NULL && strncmp(path, folder, strlen(folder)) == 0) {
    char durable[PATH_MAX + 16];
    snprintf(durable, sizeof durable, "%s%s", path, DURABLE);
    remove_file(durable);
  }
  return result;
}
