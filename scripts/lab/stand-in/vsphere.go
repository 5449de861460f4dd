package main

import (
	"encoding/json"
	"errors"
	"fmt"
	"slices"
	"strings"
)

// vsphere plays vmware/vsphere on a folder of files.
type vsphere struct {
	folder, inventoryFile, luns string
	store                       *Store
	inventory                   Inventory
}

func newVsphere(getenv func(string) string) *vsphere {
	return &vsphere{folder: getenv("CORDEE_STANDIN_STORE"), inventoryFile: getenv("CORDEE_STANDIN_INVENTORY"), luns: getenv("CORDEE_STANDIN_LUNS")}
}

func (s *vsphere) configure() error {
	if s.folder == "" {
		return errors.New("CORDEE_STANDIN_STORE names no folder to keep objects in")
	}
	var err error
	if s.store, err = openStore(s.folder); err != nil {
		return err
	}
	if s.inventoryFile == "" {
		return nil
	}
	if err := readJSON(s.inventoryFile, &s.inventory); err != nil {
		return err
	}
	return s.store.take(&s.inventory)
}

func (s *vsphere) read(name string, _ *Kind, state Values) (Values, error) {
	return s.locked(func() (Values, error) {
		objects, err := s.store.read(name)
		return objects[text(state["id"])].Values, err
	})
}

func (s *vsphere) locked(work func() (Values, error)) (values Values, err error) {
	err = s.store.locked(func() (err error) {
		values, err = work()
		return err
	})
	return values, err
}

func (s *vsphere) create(name string, kind *Kind, planned Values) (Values, error) {
	return s.locked(func() (Values, error) {
		if err := s.refuseDouble(name, kind, "", planned); err != nil {
			return nil, err
		}
		number, err := s.store.number()
		if err != nil {
			return nil, err
		}
		values := kind.Block.fill(planned, number)
		if err := s.complete(name, values); err != nil {
			return nil, err
		}
		objects, err := s.store.read(name)
		if err != nil {
			return nil, err
		}
		id := freeID(identityOf(name, kind), values, number, objects)
		values["id"] = id
		return values, s.store.write(name, id, Object{Values: values})
	})
}

func (s *vsphere) update(name string, kind *Kind, planned Values) (Values, error) {
	return s.locked(func() (Values, error) {
		id := text(planned["id"])
		objects, err := s.store.read(name)
		if err != nil {
			return nil, err
		}
		if _, here := objects[id]; !here {
			return nil, fmt.Errorf("the object %q has already been deleted or has not been completely created", id)
		}
		if err := s.refuseDouble(name, kind, id, planned); err != nil {
			return nil, err
		}
		number, err := s.store.number()
		if err != nil {
			return nil, err
		}
		values := kind.Block.fill(planned, number)
		if name == "vsphere_vmfs_datastore" {
			if _, err := s.checkDisks(id, values); err != nil {
				return nil, err
			}
		}
		return values, s.store.write(name, id, Object{Values: values})
	})
}

// freeID is an id that no other object has. One that is made of a name may belong to an object that was renamed since.
func freeID(identity Identity, values Values, number int, taken Objects) string {
	if identity.Lowest {
		number = 1
		for _, used := taken[identity.ID(values, number)]; used; _, used = taken[identity.ID(values, number)] {
			number++
		}
	}
	id := identity.ID(values, number)
	if _, used := taken[id]; used {
		return fmt.Sprintf("%s-%d", id, number)
	}
	return id
}

// complete gives a new object what follows from the rest of the estate.
func (s *vsphere) complete(name string, values Values) error {
	switch name {
	case "vsphere_vmfs_datastore":
		size, err := s.checkDisks("", values)
		if err != nil {
			return err
		}
		values["capacity"], values["free_space"] = json.Number(fmt.Sprint(size)), json.Number(fmt.Sprint(size))
	case "vsphere_role":
		values["label"] = values["name"]
	}
	return nil
}

func (s *vsphere) refuseDouble(name string, kind *Kind, id string, values Values) error {
	identity := identityOf(name, kind)
	for _, other := range kindsLike(name) {
		objects, err := s.store.read(other)
		if err != nil {
			return err
		}
		for otherID, object := range objects {
			if (other != name || otherID != id) && identity.same(values, object.Values) {
				return fmt.Errorf("the name '%s' already exists: %s %s", identity.Name(values), other, otherID)
			}
		}
	}
	return nil
}

// kindsLike are the kinds among which a name is unique.
func kindsLike(name string) []string {
	space := identities[name].Space
	if space == "" {
		return []string{name}
	}
	var kinds []string
	for kind, identity := range identities {
		if identity.Space == space {
			kinds = append(kinds, kind)
		}
	}
	return kinds
}

func (s *vsphere) remove(name string, state Values) error {
	_, err := s.locked(func() (Values, error) { return nil, s.store.write(name, text(state["id"]), Object{}) })
	return err
}

func (s *vsphere) importing(name string, kind *Kind, id string) (Values, error) {
	return s.locked(func() (Values, error) {
		objects, err := s.store.read(name)
		if err != nil {
			return nil, err
		}
		if object, here := objects[id]; here {
			return object.Values, nil
		}
		var ids []string
		identity := identityOf(name, kind)
		for other, object := range objects {
			if identity.Name(object.Values) == id {
				ids = append(ids, other)
			}
		}
		slices.Sort(ids)
		switch len(ids) {
		case 0:
			return nil, fmt.Errorf("there is no %s with the id or the name %q", name, id)
		case 1:
			return objects[ids[0]].Values, nil
		default:
			return nil, fmt.Errorf("%q names several of %s; import one by its id: %s", id, name, strings.Join(ids, ", "))
		}
	})
}

func (s *vsphere) data(name string, kind *Kind, config Values) (Values, error) {
	return s.locked(func() (Values, error) {
		object, err := s.find(name, config)
		if err != nil {
			return nil, err
		}
		return kind.dataValues(config, object, lookups[name].Always), nil
	})
}

func (*vsphere) replacing(string) []string { return nil }
