package vc

import (
	"strings"
	"testing"

	"github.com/vmware/govmomi/vapi/rest"
	"github.com/vmware/govmomi/vapi/tags"
)

func (e *env) tagManager() *tags.Manager {
	e.Helper()
	r := rest.NewClient(e.c.Client)
	e.ok(r.Login(e.ctx, e.server.URL.User))
	return tags.NewManager(r)
}

func TestTagRefusals(t *testing.T) {
	x := start(t).estate()
	x.server.URL.User = userOf(x)
	m := x.tagManager()
	cat, err := m.CreateCategory(x.ctx, &tags.Category{Name: "site", Cardinality: "SINGLE", AssociableTypes: []string{"urn:vim25:Datastore"}})
	x.ok(err)
	a, err := m.CreateTag(x.ctx, &tags.Tag{Name: "A", CategoryID: cat})
	x.ok(err)
	b, err := m.CreateTag(x.ctx, &tags.Tag{Name: "B", CategoryID: cat})
	x.ok(err)
	x.ok(m.AttachTag(x.ctx, a, x.ds.Reference()))

	got, err := m.GetCategory(x.ctx, cat)
	x.ok(err)
	x.equal("types without the name space", got.AssociableTypes, []string{"Datastore"})
	for name, c := range map[string]struct {
		err  error
		want string
	}{
		"second tag of a single category": {m.AttachTag(x.ctx, b, x.ds.Reference()), "invalid_argument"},
		"type that is not allowed":        {m.AttachTag(x.ctx, a, x.cl.Reference()), "invalid_argument"},
		"tag with a taken name":           {second(m.CreateTag(x.ctx, &tags.Tag{Name: "A", CategoryID: cat})), "already_exists"},
		"category with a taken name":      {second(m.CreateCategory(x.ctx, &tags.Category{Name: "site"})), "already_exists"},
		"type taken from a category":      {m.UpdateCategory(x.ctx, &tags.Category{ID: cat, AssociableTypes: []string{"VirtualMachine"}}), "invalid_argument"},
	} {
		if c.err == nil || !strings.Contains(c.err.Error(), c.want) {
			t.Errorf("%s: got %v, want %s", name, c.err, c.want)
		}
	}
	x.ok(m.UpdateCategory(x.ctx, &tags.Category{ID: cat, AssociableTypes: []string{"ClusterComputeResource", "Datastore"}}))
	x.ok(m.AttachTag(x.ctx, b, x.cl.Reference()))
	x.ok(x.datastoreSystem("a1").Remove(x.ctx, x.ds))
	left, err := m.GetAttachedTags(x.ctx, x.ds.Reference())
	x.ok(err)
	x.equal("tags of a datastore that is gone", len(left), 0)
}

func second(_ string, err error) error { return err }
