#include "checked_pages.hpp"

#include <array>
#include <cstring>
#include <fmt/format.h>
#include <map>
#include <memory>
#include <mutex>
#include <sodium.h>
#include <soci/sqlite3/soci-sqlite3.h>
#include <vector>

namespace vestibule::core {
namespace {

using namespace sqlite_api;

constexpr int room = crypto_shorthash_BYTES;  // reserved at the end of each page
constexpr int smallest_page = 512, largest_page = 65536;
constexpr std::string_view magic{"SQLite format 3", 16};
constexpr int reserved_at = 20;  // the byte of the header that says how many bytes are reserved

/// A file of the database itself; logs and temporary files are opened by the VFS below alone.
struct File {
  sqlite3_file base;
  bool checked;  // the header says that there is room

  sqlite3_file* below() { return reinterpret_cast<sqlite3_file*>(this + 1); }
};

File& file_of(sqlite3_file* file) { return *reinterpret_cast<File*>(file); }
sqlite3_vfs* below_of(sqlite3_vfs* vfs) { return static_cast<sqlite3_vfs*>(vfs->pAppData); }

using Checksum = std::array<unsigned char, room>;

/// The number goes in as the key: a page written to another's place does not fit.
Checksum checksum_of(const unsigned char* page, int size, sqlite3_int64 offset) {
  std::array<unsigned char, crypto_shorthash_KEYBYTES> key{};
  const sqlite3_int64 number = offset / size + 1;
  std::memcpy(key.data(), &number, sizeof number);
  Checksum checksum;
  crypto_shorthash(checksum.data(), page, static_cast<unsigned long long>(size - room), key.data());
  return checksum;
}

bool is_page(int size, sqlite3_int64 offset) {
  return size >= smallest_page && size <= largest_page && (size & (size - 1)) == 0 && offset % size == 0;
}

/// A page that was allotted and never written reads as zeros.
bool is_blank(const unsigned char* page, int size) {
  return page[0] == 0 && std::memcmp(page, page + 1, static_cast<std::size_t>(size - 1)) == 0;
}

/// The header of the file passes by: does it leave room?
void look_at_header(File& file, const unsigned char* bytes, int size, sqlite3_int64 offset) {
  if (offset == 0 && size > reserved_at && std::memcmp(bytes, magic.data(), magic.size()) == 0) file.checked = bytes[reserved_at] == room;
}

int read(sqlite3_file* self, void* into, int size, sqlite3_int64 offset) {
  File& file = file_of(self);
  const int result = file.below()->pMethods->xRead(file.below(), into, size, offset);
  if (result != SQLITE_OK) return result;
  const auto* page = static_cast<const unsigned char*>(into);
  look_at_header(file, page, size, offset);
  if (!file.checked || !is_page(size, offset) || is_blank(page, size)) return SQLITE_OK;
  const Checksum checksum = checksum_of(page, size, offset);
  return std::memcmp(checksum.data(), page + size - room, room) == 0 ? SQLITE_OK : SQLITE_IOERR_DATA;
}

int write(sqlite3_file* self, const void* from, int size, sqlite3_int64 offset) {
  File& file = file_of(self);
  const auto* bytes = static_cast<const unsigned char*>(from);
  look_at_header(file, bytes, size, offset);
  if (!file.checked || !is_page(size, offset)) return file.below()->pMethods->xWrite(file.below(), from, size, offset);
  thread_local std::vector<unsigned char> page;
  page.assign(bytes, bytes + size - room);
  const Checksum checksum = checksum_of(bytes, size, offset);
  page.insert(page.end(), checksum.begin(), checksum.end());
  return file.below()->pMethods->xWrite(file.below(), page.data(), size, offset);
}

/// What else a file can do, the one below does: Pass<&sqlite3_io_methods::xSync>::call is its xSync.
template <auto Method>
struct Pass;
template <class... Arguments, int (*sqlite3_io_methods::*Method)(sqlite3_file*, Arguments...)>
struct Pass<Method> {
  static int call(sqlite3_file* self, Arguments... arguments) {
    sqlite3_file* below = file_of(self).below();
    return (below->pMethods->*Method)(below, arguments...);
  }
};
template <class... Arguments, void (*sqlite3_io_methods::*Method)(sqlite3_file*, Arguments...)>
struct Pass<Method> {
  static void call(sqlite3_file* self, Arguments... arguments) {
    sqlite3_file* below = file_of(self).below();
    (below->pMethods->*Method)(below, arguments...);
  }
};

/// Version 2: a log may be shared, pages may not be mapped, as nobody would check them.
constexpr sqlite3_io_methods methods() {
  using M = sqlite3_io_methods;
  M all{};
  all.iVersion = 2;
  all.xClose = &Pass<&M::xClose>::call;
  all.xRead = &read;
  all.xWrite = &write;
  all.xTruncate = &Pass<&M::xTruncate>::call;
  all.xSync = &Pass<&M::xSync>::call;
  all.xFileSize = &Pass<&M::xFileSize>::call;
  all.xLock = &Pass<&M::xLock>::call;
  all.xUnlock = &Pass<&M::xUnlock>::call;
  all.xCheckReservedLock = &Pass<&M::xCheckReservedLock>::call;
  all.xFileControl = &Pass<&M::xFileControl>::call;
  all.xSectorSize = &Pass<&M::xSectorSize>::call;
  all.xDeviceCharacteristics = &Pass<&M::xDeviceCharacteristics>::call;
  all.xShmMap = &Pass<&M::xShmMap>::call;
  all.xShmLock = &Pass<&M::xShmLock>::call;
  all.xShmBarrier = &Pass<&M::xShmBarrier>::call;
  all.xShmUnmap = &Pass<&M::xShmUnmap>::call;
  return all;
}
constexpr sqlite3_io_methods checked_methods = methods();

int open(sqlite3_vfs* vfs, const char* name, sqlite3_file* self, int flags, int* got) {
  sqlite3_vfs* below = below_of(vfs);
  if ((flags & SQLITE_OPEN_MAIN_DB) == 0) return below->xOpen(below, name, self, flags, got);
  File& file = file_of(self);
  file = {};
  const int result = below->xOpen(below, name, file.below(), flags, got);
  if (file.below()->pMethods) file.base.pMethods = &checked_methods;
  return result;
}

/// A copy of the VFS below under a new name: what opens no file it does itself, but with itself as the first argument.
sqlite3_vfs over(sqlite3_vfs* below, const char* name) {
  sqlite3_vfs vfs = *below;
  vfs.pNext = nullptr;
  vfs.zName = name;
  vfs.pAppData = below;
  vfs.szOsFile = static_cast<int>(sizeof(File)) + below->szOsFile;
  vfs.xOpen = &open;
  vfs.xDelete = [](sqlite3_vfs* v, const char* path, int sync) { return below_of(v)->xDelete(below_of(v), path, sync); };
  vfs.xAccess = [](sqlite3_vfs* v, const char* path, int flags, int* out) { return below_of(v)->xAccess(below_of(v), path, flags, out); };
  vfs.xFullPathname = [](sqlite3_vfs* v, const char* path, int size, char* out) {
    return below_of(v)->xFullPathname(below_of(v), path, size, out);
  };
  vfs.xRandomness = [](sqlite3_vfs* v, int size, char* out) { return below_of(v)->xRandomness(below_of(v), size, out); };
  vfs.xSleep = [](sqlite3_vfs* v, int micros) { return below_of(v)->xSleep(below_of(v), micros); };
  vfs.xGetLastError = [](sqlite3_vfs* v, int size, char* out) { return below_of(v)->xGetLastError(below_of(v), size, out); };
  vfs.xCurrentTime = [](sqlite3_vfs* v, double* out) { return below_of(v)->xCurrentTime(below_of(v), out); };
  if (below->iVersion >= 2)
    vfs.xCurrentTimeInt64 = [](sqlite3_vfs* v, sqlite3_int64* out) { return below_of(v)->xCurrentTimeInt64(below_of(v), out); };
  vfs.iVersion = std::min(below->iVersion, 2);
  return vfs;
}

struct Registered {
  std::string name;
  sqlite3_vfs vfs;
};

/// SQLite counts pages of this size in this file.
sqlite3_int64 pages_in(sqlite3* database, const char* pragma) {
  sqlite3_int64 value = 0;
  sqlite3_exec(
      database, pragma,
      [](void* out, int, char** columns, char**) {
        *static_cast<sqlite3_int64*>(out) = columns[0] ? std::strtoll(columns[0], nullptr, 10) : 0;
        return 0;
      },
      &value, nullptr);
  return value;
}

}  // namespace

std::string checked_pages(const std::string& below) {
  static std::mutex mutex;
  static std::map<std::string, std::unique_ptr<Registered>> registered;
  const std::lock_guard lock(mutex);
  auto& own = registered[below];
  sqlite3_vfs* found = sqlite3_vfs_find(below.empty() ? nullptr : below.c_str());
  if (!found) return below;  // opening a database with that name says what is wrong
  if (!own) {
    own = std::make_unique<Registered>();
    own->name = "checked-" + below;
  }
  if (own->vfs.pAppData != found) {
    own->vfs = over(found, own->name.c_str());
    sqlite3_vfs_register(&own->vfs, 0);
  }
  return own->name;
}

void reserve_room(sqlite3* database) {
  int bytes = room;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_RESERVE_BYTES, &bytes);
}

Result<> check_all_pages(sqlite3* database, const std::string& path) {
  const auto broken = [&](const std::string& what) {
    return fail(Code::unavailable, "database '{}': {}. Nothing is started on it: keep the file, and restore the last backup with 'vestibule restore'",
                path, what);
  };
  int logged = 0, moved = 0;
  const int checkpoint = sqlite3_wal_checkpoint_v2(database, "main", SQLITE_CHECKPOINT_PASSIVE, &logged, &moved);
  if (checkpoint == SQLITE_IOERR_DATA) return broken("a page does not fit its checksum: the disk changed it");
  // A killed host may have left frames that were written and not synced. If they cannot be synced now, nothing may be built on them.
  if ((checkpoint & 0xff) == SQLITE_IOERR) return fail(Code::unavailable, "the disk failed while the log of the last run was brought in: {}", sqlite3_errstr(checkpoint));
  sqlite3_file* file = nullptr;
  sqlite3_file_control(database, "main", SQLITE_FCNTL_FILE_POINTER, &file);
  std::array<unsigned char, reserved_at + 1> header{};
  if (file->pMethods->xRead(file, header.data(), static_cast<int>(header.size()), 0) != SQLITE_OK) return broken("its header cannot be read");
  if (header[reserved_at] != room) return broken("its header says that its pages carry no checksums, so it is damaged or was not made by Vestibule");
  // Half a page of the file may be waiting for the log's to be put in its place. Each is checked when it is read, all the same.
  if (checkpoint != SQLITE_OK || logged != moved) return {};
  const auto size = pages_in(database, "PRAGMA page_size"), pages = pages_in(database, "PRAGMA page_count");
  std::vector<unsigned char> page(static_cast<std::size_t>(size));
  for (sqlite3_int64 number = 0; number < pages; ++number)
    if (const int result = file->pMethods->xRead(file, page.data(), static_cast<int>(size), number * size); result != SQLITE_OK)
      return broken(fmt::format("page {} of {} {}", number + 1, pages,
                                result == SQLITE_IOERR_DATA ? "does not fit its checksum: the disk changed it" : "cannot be read"));
  return {};
}

}  // namespace vestibule::core
