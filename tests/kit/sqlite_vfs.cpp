#include "sqlite_vfs.hpp"

#include <algorithm>
#include <cstring>
#include <memory>
#include <new>

namespace vestibule::kit {

/// What SQLite holds of an open file. SQLite owns the memory; `base` must come first.
struct Handle {
  sqlite3_file base{};
  FaultyDisk* disk = nullptr;
  std::shared_ptr<FaultyDisk::Node> node;
  int level = SQLITE_LOCK_NONE;
  unsigned shared = 0, exclusive = 0;  ///< slots of the shared memory it has locked
  bool maps = false;
};

namespace {

using Node = FaultyDisk::Node;

Handle& of(sqlite3_file* file) { return *reinterpret_cast<Handle*>(file); }
FaultyDisk& of(sqlite3_vfs* vfs) { return *static_cast<FaultyDisk*>(vfs->pAppData); }

int code(Io result, int failure) {
  if (result == Io::done) return SQLITE_OK;
  return result == Io::full ? SQLITE_FULL : failure;
}

// ---- content

int read(sqlite3_file* file, void* to, int amount, sqlite3_int64 offset) {
  const Handle& handle = of(file);
  if (handle.disk->dead()) return SQLITE_IOERR_READ;
  const std::string& content = handle.node->file.content();
  const auto at = static_cast<std::size_t>(offset), wanted = static_cast<std::size_t>(amount);
  const std::size_t there = at >= content.size() ? 0 : std::min(wanted, content.size() - at);
  std::memcpy(to, content.data() + std::min(at, content.size()), there);
  if (there == wanted) return SQLITE_OK;
  std::memset(static_cast<char*>(to) + there, 0, wanted - there);
  return SQLITE_IOERR_SHORT_READ;
}

int write(sqlite3_file* file, const void* from, int amount, sqlite3_int64 offset) {
  const Handle& handle = of(file);
  const std::string_view bytes(static_cast<const char*>(from), static_cast<std::size_t>(amount));
  return code(handle.disk->write(handle.node->file, static_cast<std::size_t>(offset), bytes), SQLITE_IOERR_WRITE);
}

int truncate(sqlite3_file* file, sqlite3_int64 size) {
  return code(of(file).disk->truncate(of(file).node->file, static_cast<std::size_t>(size)), SQLITE_IOERR_TRUNCATE);
}

int sync(sqlite3_file* file, int) { return code(of(file).disk->sync(of(file).node->file), SQLITE_IOERR_FSYNC); }

int file_size(sqlite3_file* file, sqlite3_int64* size) {
  *size = static_cast<sqlite3_int64>(of(file).node->file.content().size());
  return of(file).disk->dead() ? SQLITE_IOERR_FSTAT : SQLITE_OK;
}

// ---- locks on the file

int unlock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  Node& node = *handle.node;
  if (level < SQLITE_LOCK_RESERVED) {
    if (node.reserved == &handle) node.reserved = nullptr;
    if (node.exclusive == &handle) node.exclusive = nullptr;
  }
  if (level == SQLITE_LOCK_NONE && handle.level >= SQLITE_LOCK_SHARED) --node.readers;
  handle.level = std::min(handle.level, level);
  return SQLITE_OK;
}

int lock(sqlite3_file* file, int level) {
  Handle& handle = of(file);
  Node& node = *handle.node;
  const auto held = [&](const Handle* by) { return by && by != &handle; };
  if (handle.level >= level) return SQLITE_OK;
  if (held(node.exclusive)) return SQLITE_BUSY;
  if (handle.level < SQLITE_LOCK_SHARED) ++node.readers;
  handle.level = std::max(handle.level, SQLITE_LOCK_SHARED);
  if (level == SQLITE_LOCK_SHARED) return SQLITE_OK;
  if (held(node.reserved)) return SQLITE_BUSY;
  node.reserved = &handle;
  handle.level = SQLITE_LOCK_RESERVED;
  if (level == SQLITE_LOCK_RESERVED) return SQLITE_OK;
  node.exclusive = &handle;
  handle.level = SQLITE_LOCK_PENDING;
  if (node.readers > 1) return SQLITE_BUSY;
  handle.level = SQLITE_LOCK_EXCLUSIVE;
  return SQLITE_OK;
}

int check_reserved(sqlite3_file* file, int* result) {
  *result = of(file).node->reserved != nullptr;
  return SQLITE_OK;
}

int control(sqlite3_file*, int, void*) { return SQLITE_NOTFOUND; }
int sector_size(sqlite3_file*) { return 4096; }
int characteristics(sqlite3_file*) { return SQLITE_IOCAP_POWERSAFE_OVERWRITE; }  // what SQLite assumes of every Unix disk

// ---- the index of the write-ahead log, shared between connections

int shm_map(sqlite3_file* file, int region, int size, int extend, void volatile** memory) {
  Handle& handle = of(file);
  Node& node = *handle.node;
  *memory = nullptr;
  if (handle.disk->dead()) return SQLITE_IOERR_SHMMAP;
  if (!handle.maps) ++node.mapped;
  handle.maps = true;
  const auto wanted = static_cast<std::size_t>(region) + 1;
  if (node.memory.size() < wanted && !extend) return SQLITE_OK;
  while (node.memory.size() < wanted) node.memory.emplace_back(static_cast<std::size_t>(size));
  *memory = node.memory[static_cast<std::size_t>(region)].data();
  return SQLITE_OK;
}

void release(Handle& handle, unsigned mask) {
  for (int i = 0; i < SQLITE_SHM_NLOCK; ++i) {
    auto& slot = handle.node->slots[static_cast<std::size_t>(i)];
    if (mask & handle.shared & (1u << i)) --slot.shared;
    if (mask & handle.exclusive & (1u << i)) slot.exclusive = nullptr;
  }
  handle.shared &= ~mask;
  handle.exclusive &= ~mask;
}

int shm_lock(sqlite3_file* file, int offset, int count, int flags) {
  Handle& handle = of(file);
  const unsigned mask = ((1u << count) - 1u) << offset;
  if (flags & SQLITE_SHM_UNLOCK) {
    release(handle, mask);
    return SQLITE_OK;
  }
  const bool alone = flags & SQLITE_SHM_EXCLUSIVE;
  for (int i = offset; i < offset + count; ++i) {
    const auto& slot = handle.node->slots[static_cast<std::size_t>(i)];
    const int others = slot.shared - ((handle.shared >> i) & 1u ? 1 : 0);
    if ((slot.exclusive && slot.exclusive != &handle) || (alone && others > 0)) return SQLITE_BUSY;
  }
  for (int i = offset; i < offset + count; ++i) {
    auto& slot = handle.node->slots[static_cast<std::size_t>(i)];
    if (alone) slot.exclusive = &handle;
    else if (!(handle.shared & (1u << i))) ++slot.shared;
  }
  (alone ? handle.exclusive : handle.shared) |= mask;
  return SQLITE_OK;
}

void shm_barrier(sqlite3_file*) {}

int shm_unmap(sqlite3_file* file, int) {
  Handle& handle = of(file);
  if (!handle.maps) return SQLITE_OK;
  release(handle, ~0u);
  handle.maps = false;
  if (--handle.node->mapped == 0) handle.node->memory.clear();
  return SQLITE_OK;
}

int close(sqlite3_file* file) {
  shm_unmap(file, 0);
  unlock(file, SQLITE_LOCK_NONE);
  --of(file).node->handles;
  std::destroy_at(&of(file));
  return SQLITE_OK;
}

const sqlite3_io_methods methods = {3,        close,     read,    write,          truncate, sync,        file_size,       lock,
                                    unlock,   check_reserved, control, sector_size, characteristics, shm_map, shm_lock, shm_barrier,
                                    shm_unmap, nullptr,   nullptr};

// ---- the disk as a whole

int open_file(sqlite3_vfs* vfs, sqlite3_filename name, sqlite3_file* file, int flags, int* out_flags) {
  file->pMethods = nullptr;
  if (of(vfs).dead()) return SQLITE_CANTOPEN;
  auto node = name ? of(vfs).open(name, flags & SQLITE_OPEN_CREATE) : std::make_shared<Node>();  // without a name: a scratch file
  if (!node) return SQLITE_CANTOPEN;
  Handle* handle = new (file) Handle;
  handle->disk = &of(vfs);
  handle->node = std::move(node);
  ++handle->node->handles;
  handle->base.pMethods = &methods;
  if (out_flags) *out_flags = flags;
  return SQLITE_OK;
}

int remove_file(sqlite3_vfs* vfs, const char* name, int) {
  if (of(vfs).dead()) return SQLITE_IOERR_DELETE;
  if (!of(vfs).exists(name)) return SQLITE_IOERR_DELETE_NOENT;
  of(vfs).remove(name);
  return SQLITE_OK;
}

int access(sqlite3_vfs* vfs, const char* name, int, int* result) {
  *result = of(vfs).exists(name);
  return of(vfs).dead() ? SQLITE_IOERR_ACCESS : SQLITE_OK;
}

int full_name(sqlite3_vfs*, const char* name, int size, char* to) {
  sqlite3_snprintf(size, to, "%s", name);
  return SQLITE_OK;
}

int randomness(sqlite3_vfs* vfs, int size, char* to) {
  for (int i = 0; i < size; ++i) to[i] = static_cast<char>(of(vfs).chance().below(256));
  return size;
}

int sleep(sqlite3_vfs*, int microseconds) { return microseconds; }
int last_error(sqlite3_vfs*, int, char*) { return 0; }

/// SQLite's own idea of the date is used nowhere in the house; it stands still.
int time_now(sqlite3_vfs*, sqlite3_int64* milliseconds) {
  *milliseconds = 212'000'000'000'000;
  return SQLITE_OK;
}

}  // namespace

FaultyDisk::Registration::Registration(std::string called) : name(std::move(called)) {
  vfs.iVersion = 2;
  vfs.szOsFile = sizeof(Handle);
  vfs.mxPathname = 512;
  vfs.zName = name.c_str();
  vfs.xOpen = open_file;
  vfs.xDelete = remove_file;
  vfs.xAccess = access;
  vfs.xFullPathname = full_name;
  vfs.xRandomness = randomness;
  vfs.xSleep = sleep;
  vfs.xGetLastError = last_error;
  vfs.xCurrentTimeInt64 = time_now;
  sqlite3_vfs_register(&vfs, 0);
}

namespace {
std::vector<std::unique_ptr<FaultyDisk::Registration>> unused;
}

std::unique_ptr<FaultyDisk::Registration> FaultyDisk::Registration::take(FaultyDisk& disk) {
  static int count = 0;
  if (unused.empty()) unused.push_back(std::make_unique<Registration>("faulty-disk-" + std::to_string(++count)));
  auto taken = std::move(unused.back());
  unused.pop_back();
  taken->vfs.pAppData = &disk;
  return taken;
}

void FaultyDisk::Registration::give_back(std::unique_ptr<Registration> registration) { unused.push_back(std::move(registration)); }

}  // namespace vestibule::kit
