// The simulation is one thread and spends a third of its time in the system's allocator, which is made for many: here is one list of
// free pieces for each size. Only programs of this folder link it; sanitizers keep their own.

#if !defined(__SANITIZE_ADDRESS__) && !defined(__SANITIZE_THREAD__)

#include <array>
#include <cstddef>
#include <cstdlib>
#include <new>

namespace {

constexpr std::size_t step = 16, largest = 1024, room = std::size_t{1} << 20;

/// Stands before what was asked for, and keeps it aligned.
union alignas(step) Piece {
  std::size_t kind;  ///< which list it belongs to; 0: the system's
  Piece* next;       ///< while it is free
};
static_assert(sizeof(Piece) == step && step >= alignof(std::max_align_t));

constinit std::array<Piece*, largest / step + 1> free_pieces{};
constinit std::byte* fresh = nullptr;
constinit std::size_t left = 0;

void* given(Piece* piece, std::size_t kind) {
  piece->kind = kind;
  return piece + 1;
}

void* take(std::size_t size) {
  const std::size_t kind = (size + step - 1) / step + (size == 0);
  if (kind > largest / step) {
    void* big = std::malloc(size + sizeof(Piece));
    if (!big) throw std::bad_alloc();
    return given(static_cast<Piece*>(big), 0);
  }
  if (Piece* piece = free_pieces[kind]) {
    free_pieces[kind] = piece->next;
    return given(piece, kind);
  }
  const std::size_t bytes = kind * step + sizeof(Piece);
  if (left < bytes) {
    fresh = static_cast<std::byte*>(std::malloc(room));
    if (!fresh) throw std::bad_alloc();
    left = room;
  }
  auto* piece = reinterpret_cast<Piece*>(fresh);
  fresh += bytes;
  left -= bytes;
  return given(piece, kind);
}

void give_back(void* memory) noexcept {
  if (!memory) return;
  Piece* piece = static_cast<Piece*>(memory) - 1;
  const std::size_t kind = piece->kind;
  if (kind == 0) return std::free(piece);
  piece->next = free_pieces[kind];
  free_pieces[kind] = piece;
}

}  // namespace

void* operator new(std::size_t size) { return take(size); }
void* operator new[](std::size_t size) { return take(size); }
void operator delete(void* memory) noexcept { give_back(memory); }
void operator delete[](void* memory) noexcept { give_back(memory); }
void operator delete(void* memory, std::size_t) noexcept { give_back(memory); }
void operator delete[](void* memory, std::size_t) noexcept { give_back(memory); }

#endif
