/* Keeps what a loss of power would leave at the least. Loaded into the program (LD_PRELOAD), it copies a
 * file of the folder $POWER_CUT_FROM to the folder $POWER_CUT_KEEPS whenever the program has made sure, by
 * fsync or fdatasync, that the file is on the disk. What was written later is not in the copy. */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <fcntl.h>
#include <limits.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static void copy(int from, int to) {
    static __thread char some[1 << 16];
    off_t at = 0;
    ssize_t count;
    while ((count = pread(from, some, sizeof some, at)) > 0) {
        if (write(to, some, count) != count) {
            abort();
        }
        at += count;
    }
}

static void keep(int file) {
    const char *from = getenv("POWER_CUT_FROM"), *keeps = getenv("POWER_CUT_KEEPS");
    char link[64], path[PATH_MAX], kept[2 * PATH_MAX], half[2 * PATH_MAX];
    struct stat what;
    if (!from || !keeps || fstat(file, &what) || !S_ISREG(what.st_mode)) {
        return;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, sizeof path - 1);
    if (length < 0 || strncmp(path, from, strlen(from))) {
        return;
    }
    path[length] = 0;
    char *name = path + strlen(from) + 1;
    for (char *letter = name; *letter; letter++) {
        *letter = *letter == '/' ? '+' : *letter;
    }
    snprintf(kept, sizeof kept, "%s/%s", keeps, name);
    snprintf(half, sizeof half, "%s.half.%d.%d", kept, getpid(), gettid());
    /* To open a database a second time and close it would let go of its locks; who may only write has
     * no locks. */
    int second = (fcntl(file, F_GETFL) & O_ACCMODE) == O_WRONLY ? open(link, O_RDONLY) : -1;
    int to = open(half, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    copy(second < 0 ? file : second, to);
    close(to);
    if (second >= 0) {
        close(second);
    }
    if (rename(half, kept)) {
        abort();
    }
}

static int synced(const char *call, int file) {
    int (*real)(int) = (int (*)(int))dlsym(RTLD_NEXT, call);
    int result = real(file);
    if (result == 0) {
        keep(file);
    }
    return result;
}

int fsync(int file) { return synced("fsync", file); }

int fdatasync(int file) { return synced("fdatasync", file); }
