/* A machine that fails. Loaded into the program (LD_PRELOAD), it does so as the environment says:
 *
 * POWER_CUT_KEEPS: a folder. Whenever the program has made sure, by fsync or fdatasync, that a file of the
 *   folder MACHINE_FOLDER is on the disk, a copy of it goes there. What is written later is not in the copy:
 *   together they are what a loss of power would leave at the least.
 * DISK_FAILS: a file. While it holds the number of an error, nothing in MACHINE_FOLDER can be written, for
 *   that reason.
 * CLOCK_IS_OFF: a file with how many seconds the clock is ahead.
 * DIES_AT: a number. Before it gives, changes or takes away so many names of files, the program is killed.
 */

#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#define REAL(call) __typeof__(&call) real = (__typeof__(&call))dlsym(RTLD_NEXT, #call)

/* The number in the file that a variable names; 0 if there is none. */
static long number_in(const char *variable) {
    const char *path = getenv(variable);
    char text[32] = {0};
    int file = path ? open(path, O_RDONLY) : -1;
    if (file < 0) {
        return 0;
    }
    ssize_t count = read(file, text, sizeof text - 1);
    close(file);
    return count > 0 ? atol(text) : 0;
}

/* The name of a file in the program's folder; nothing for other files. */
static const char *name_of(int file, char *path, size_t size) {
    const char *folder = getenv("MACHINE_FOLDER");
    char link[64];
    struct stat what;
    if (!folder || fstat(file, &what) || !S_ISREG(what.st_mode)) {
        return NULL;
    }
    snprintf(link, sizeof link, "/proc/self/fd/%d", file);
    ssize_t length = readlink(link, path, size - 1);
    if (length < 0 || strncmp(path, folder, strlen(folder))) {
        return NULL;
    }
    path[length] = 0;
    return path + strlen(folder) + 1;
}

static int disk_fails(int file) {
    char path[PATH_MAX];
    long error = getenv("DISK_FAILS") ? number_in("DISK_FAILS") : 0;
    if (!error || !name_of(file, path, sizeof path)) {
        return 0;
    }
    errno = (int)error;
    return 1;
}

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
    const char *keeps = getenv("POWER_CUT_KEEPS");
    char path[PATH_MAX], kept[2 * PATH_MAX], half[3 * PATH_MAX];
    const char *name = keeps ? name_of(file, path, sizeof path) : NULL;
    if (!name) {
        return;
    }
    for (char *letter = path + strlen(path) - strlen(name); *letter; letter++) {
        *letter = *letter == '/' ? '+' : *letter;
    }
    snprintf(kept, sizeof kept, "%s/%s", keeps, name);
    snprintf(half, sizeof half, "%s.half.%d.%d", kept, getpid(), gettid());
    /* To open a database a second time and close it would let go of its locks; who may only write has
     * no locks. */
    char again[64];
    snprintf(again, sizeof again, "/proc/self/fd/%d", file);
    int second = (fcntl(file, F_GETFL) & O_ACCMODE) == O_WRONLY ? open(again, O_RDONLY) : -1;
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

static int synced(int (*real)(int), int file) {
    if (disk_fails(file)) {
        return -1;
    }
    int result = real(file);
    if (result == 0) {
        keep(file);
    }
    return result;
}

int fsync(int file) {
    REAL(fsync);
    return synced(real, file);
}

int fdatasync(int file) {
    REAL(fdatasync);
    return synced(real, file);
}

ssize_t pwrite(int file, const void *bytes, size_t count, off_t at) {
    REAL(pwrite);
    return disk_fails(file) ? -1 : real(file, bytes, count, at);
}

ssize_t pwrite64(int file, const void *bytes, size_t count, off64_t at) {
    REAL(pwrite64);
    return disk_fails(file) ? -1 : real(file, bytes, count, at);
}

int clock_gettime(clockid_t clock, struct timespec *now) {
    REAL(clock_gettime);
    int result = real(clock, now);
    if (result == 0 && clock == CLOCK_REALTIME && getenv("CLOCK_IS_OFF")) {
        now->tv_sec += number_in("CLOCK_IS_OFF");
    }
    return result;
}

/* A name of a file is about to change. */
static void may_die(void) {
    static int count = 0;
    const char *at = getenv("DIES_AT");
    if (at && __sync_add_and_fetch(&count, 1) == atoi(at)) {
        kill(getpid(), SIGKILL);
    }
}

int rename(const char *from, const char *to) {
    REAL(rename);
    may_die();
    return real(from, to);
}

int linkat(int from_folder, const char *from, int to_folder, const char *to, int flags) {
    REAL(linkat);
    may_die();
    return real(from_folder, from, to_folder, to, flags);
}

int unlink(const char *path) {
    REAL(unlink);
    may_die();
    return real(path);
}
