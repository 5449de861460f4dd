package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"os"
	"path/filepath"
	"sync"
	"syscall"
)

// Object is one thing that the stand-in keeps.
type Object struct {
	// Given: it was there before the first apply (from the inventory).
	Given  bool   `json:"given,omitempty"`
	Values Values `json:"values"`
}

// Objects of one kind, by id.
type Objects map[string]Object

// Store is a folder with one JSON file per kind, shared by every process of a rehearsal. Files are replaced whole; who
// changes something holds the lock.
type Store struct {
	folder string
	mutex  sync.Mutex
	cache  map[string]cached
}

// A cached file stays open: as long as it does, no other file can be taken for it.
type cached struct {
	file    *os.File
	objects Objects
}

func openStore(folder string) (*Store, error) {
	if err := os.MkdirAll(folder, 0o755); err != nil {
		return nil, err
	}
	return &Store{folder: folder, cache: map[string]cached{}}, nil
}

// locked runs the work while nobody else, in this process or another, changes the store. The lock ends with the process.
func (s *Store) locked(work func() error) error {
	s.mutex.Lock()
	defer s.mutex.Unlock()
	lock, err := os.OpenFile(filepath.Join(s.folder, "lock"), os.O_CREATE|os.O_RDWR, 0o644)
	if err != nil {
		return err
	}
	defer lock.Close()
	if err := syscall.Flock(int(lock.Fd()), syscall.LOCK_EX); err != nil {
		return fmt.Errorf("%s: %w", lock.Name(), err)
	}
	return work()
}

func (s *Store) path(kind string) string { return filepath.Join(s.folder, kind+".json") }

// read: what it returns belongs to the store; nobody may change it. Only under the lock.
func (s *Store) read(kind string) (Objects, error) {
	path := s.path(kind)
	if known, here := s.cache[kind]; here {
		before, errBefore := known.file.Stat()
		now, errNow := os.Stat(path)
		if errBefore == nil && errNow == nil && os.SameFile(before, now) {
			return known.objects, nil
		}
		known.file.Close()
		delete(s.cache, kind)
	}
	file, err := os.Open(path)
	if errors.Is(err, fs.ErrNotExist) {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	var objects Objects
	if err := decodeJSON(file, &objects); err != nil {
		file.Close()
		return nil, err
	}
	s.cache[kind] = cached{file: file, objects: objects}
	return objects, nil
}

// write replaces one object, or removes it where `values` is nil.
func (s *Store) write(kind, id string, object Object) error {
	before, err := s.read(kind)
	if err != nil {
		return err
	}
	after := make(Objects, len(before)+1)
	for other, kept := range before {
		after[other] = kept
	}
	if object.Values == nil {
		delete(after, id)
	} else {
		after[id] = object
	}
	return writeJSON(s.path(kind), after)
}

// number gives each caller another one.
func (s *Store) number() (int, error) {
	path := filepath.Join(s.folder, "last-number")
	last := 0
	if err := readJSON(path, &last); err != nil && !errors.Is(err, fs.ErrNotExist) {
		return 0, err
	}
	last++
	return last, writeJSON(path, last)
}

func readJSON(path string, into any) error {
	file, err := os.Open(path)
	if err != nil {
		return err
	}
	defer file.Close()
	return decodeJSON(file, into)
}

func decodeJSON(file *os.File, into any) error {
	decoder := json.NewDecoder(file)
	decoder.UseNumber()
	if err := decoder.Decode(into); err != nil {
		return fmt.Errorf("%s: %w", file.Name(), err)
	}
	return nil
}

// writeJSON replaces the file whole: a process that is killed leaves the old one.
func writeJSON(path string, content any) error {
	text, err := json.Marshal(content)
	if err != nil {
		return err
	}
	draft, err := os.CreateTemp(filepath.Dir(path), ".draft-*")
	if err != nil {
		return err
	}
	_, err = draft.Write(text)
	if err = errors.Join(err, draft.Close()); err == nil {
		err = os.Rename(draft.Name(), path)
	}
	if err != nil {
		os.Remove(draft.Name())
	}
	return err
}
