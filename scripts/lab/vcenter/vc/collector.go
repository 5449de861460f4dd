package vc

import (
	"fmt"
	"reflect"
	"sync/atomic"
	"time"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// collector replaces how a client waits for updates. The library keeps one queue
// of updates per collector, and the first of several waiters empties it: clients
// that wait in parallel on one session hang. Here each answer is the difference
// between what is now and what that client's last version saw.
type collector struct {
	simulator.PropertyCollector
	seen map[string]snapshot
}

// snapshot: filter → object → property → value.
type snapshot map[types.ManagedObjectReference]map[types.ManagedObjectReference]map[string]types.AnyType

const (
	pollEvery  = 20 * time.Millisecond
	pollAtMost = time.Minute // a client that is gone is not noticed: it must not wait here for ever
	keepSeen   = 64
)

var versions atomic.Int64

func (l *Lab) installCollector() {
	ref := l.model.ServiceContent.PropertyCollector
	c := &collector{}
	c.Self = ref
	l.Map.Put(c)
}

// CreatePropertyCollector makes collectors of our kind.
func (c *collector) CreatePropertyCollector(ctx *simulator.Context, _ *types.CreatePropertyCollector) soap.HasFault {
	return &methods.CreatePropertyCollectorBody{Res: &types.CreatePropertyCollectorResponse{
		Returnval: ctx.Session.Put(&collector{}).Reference(),
	}}
}

// WaitForUpdatesEx runs without the lab's lock and takes it for each look.
func (c *collector) WaitForUpdatesEx(ctx *simulator.Context, req *types.WaitForUpdatesEx) soap.HasFault {
	lab := ctx.Map.Get(anchorRef).(*anchor).lab
	until := time.Now().Add(pollAtMost)
	if o := req.Options; o != nil && o.MaxWaitSeconds != nil {
		if d := time.Duration(*o.MaxWaitSeconds) * time.Second; d < pollAtMost {
			until = time.Now().Add(d)
		}
	}
	body := &methods.WaitForUpdatesExBody{}
	for {
		lab.mu.Lock()
		set, f := c.look(ctx, req.Version)
		lab.mu.Unlock()
		switch {
		case f != nil:
			body.Fault_ = simulator.Fault("", f)
			return body
		case set != nil || req.Version == "" || !time.Now().Before(until):
			body.Res = &types.WaitForUpdatesExResponse{Returnval: set}
			return body
		}
		time.Sleep(pollEvery)
	}
}

// WaitForUpdates is the older call of the same.
func (c *collector) WaitForUpdates(ctx *simulator.Context, req *types.WaitForUpdates) soap.HasFault {
	res := c.WaitForUpdatesEx(ctx, &types.WaitForUpdatesEx{This: req.This, Version: req.Version}).(*methods.WaitForUpdatesExBody)
	if res.Fault_ != nil {
		return &methods.WaitForUpdatesBody{Fault_: res.Fault_}
	}
	set := types.UpdateSet{Version: req.Version}
	if res.Res.Returnval != nil {
		set = *res.Res.Returnval
	}
	return &methods.WaitForUpdatesBody{Res: &types.WaitForUpdatesResponse{Returnval: set}}
}

// look compares now with the version that the client knows; nil: nothing new.
func (c *collector) look(ctx *simulator.Context, version string) (*types.UpdateSet, types.BaseMethodFault) {
	before := c.seen[version]
	now := snapshot{}
	set := &types.UpdateSet{}
	for _, ref := range c.Filter {
		f, ok := ctx.Session.Get(ref).(*simulator.PropertyFilter)
		if !ok {
			continue
		}
		res := c.RetrievePropertiesEx(ctx, &types.RetrievePropertiesEx{SpecSet: []types.PropertyFilterSpec{f.Spec}}).(*methods.RetrievePropertiesExBody)
		if res.Fault_ != nil {
			return nil, res.Fault_.Detail.Fault.(types.BaseMethodFault)
		}
		now[ref] = map[types.ManagedObjectReference]map[string]types.AnyType{}
		fu := types.PropertyFilterUpdate{Filter: ref}
		for _, o := range res.Res.Returnval.Objects {
			props := map[string]types.AnyType{}
			for _, p := range o.PropSet {
				props[p.Name] = p.Val
			}
			now[ref][o.Obj] = props
			if u := difference(o, before[ref][o.Obj], props); u != nil {
				fu.ObjectSet = append(fu.ObjectSet, *u)
			}
		}
		for obj := range before[ref] {
			if _, still := now[ref][obj]; !still {
				fu.ObjectSet = append(fu.ObjectSet, types.ObjectUpdate{Kind: types.ObjectUpdateKindLeave, Obj: obj})
			}
		}
		if len(fu.ObjectSet) > 0 {
			set.FilterSet = append(set.FilterSet, fu)
		}
	}
	if len(set.FilterSet) == 0 && version != "" {
		return nil, nil
	}
	set.Version = fmt.Sprint(versions.Add(1))
	if c.seen == nil || len(c.seen) > keepSeen {
		c.seen = map[string]snapshot{}
	}
	delete(c.seen, version)
	c.seen[set.Version] = now
	return set, nil
}

func difference(o types.ObjectContent, before, now map[string]types.AnyType) *types.ObjectUpdate {
	u := &types.ObjectUpdate{Kind: types.ObjectUpdateKindModify, Obj: o.Obj}
	if before == nil {
		u.Kind, u.MissingSet = types.ObjectUpdateKindEnter, o.MissingSet
	}
	for _, p := range o.PropSet {
		if old, had := before[p.Name]; before == nil || !had || !reflect.DeepEqual(old, now[p.Name]) {
			u.ChangeSet = append(u.ChangeSet, types.PropertyChange{Op: types.PropertyChangeOpAssign, Name: p.Name, Val: p.Val})
		}
	}
	if before != nil && len(u.ChangeSet) == 0 {
		return nil
	}
	return u
}
