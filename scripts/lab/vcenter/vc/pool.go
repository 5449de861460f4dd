package vc

import (
	"slices"

	"github.com/vmware/govmomi/simulator"
	"github.com/vmware/govmomi/vim25/methods"
	"github.com/vmware/govmomi/vim25/soap"
	"github.com/vmware/govmomi/vim25/types"
)

// pool answers for a resource pool.
type pool struct {
	*simulator.ResourcePool
	notEntity
	lab *Lab
}

// CreateResourcePool refuses bad names and reservations that do not fit.
func (p *pool) CreateResourcePool(ctx *simulator.Context, req *types.CreateResourcePool) soap.HasFault {
	l := p.lab
	body := &methods.CreateResourcePoolBody{}
	if f := l.checkName(req.Name); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	if f := l.admit(p.Self, value(req.Spec.CpuAllocation.Reservation), value(req.Spec.MemoryAllocation.Reservation), types.ManagedObjectReference{}); f != nil {
		body.Fault_ = refuse(f)
		return body
	}
	res := p.ResourcePool.CreateResourcePool(ctx, req).(*methods.CreateResourcePoolBody)
	if res.Fault_ != nil {
		res.Fault_.String = say(res.Fault_.Detail.Fault.(types.BaseMethodFault))
		return res
	}
	c := get[*simulator.ResourcePool](l, res.Res.Returnval)
	c.Vm, c.ResourcePool.ResourcePool = nil, nil
	c.Config.Entity = &c.Self
	c.Config.ScaleDescendantsShares = req.Spec.ScaleDescendantsShares // unset: as the parent does
	levelShares(&c.Config)
	c.Summary = &types.ResourcePoolSummary{Name: c.Name, Config: c.Config}
	l.tally(c)
	l.tally(p.ResourcePool)
	return res
}

// UpdateConfig keeps every field of the specification.
func (p *pool) UpdateConfig(_ *simulator.Context, req *types.UpdateConfig) soap.HasFault {
	l := p.lab
	body := &methods.UpdateConfigBody{}
	bad := func(f fault) soap.HasFault { body.Fault_ = refuse(f); return body }
	parent := get[*simulator.ResourcePool](l, *p.Parent)
	if req.Name != "" && req.Name != p.Name {
		if f := l.checkName(req.Name); f != nil {
			return bad(f)
		}
		if parent == nil {
			return bad(&types.NotSupported{})
		}
		for _, s := range parent.ResourcePool.ResourcePool {
			if s != p.Self && l.nameOf(s) == req.Name {
				return bad(&types.DuplicateName{Name: req.Name, Object: s})
			}
		}
	}
	cfg := p.Config
	if s := req.Config; s != nil {
		merge(&cfg.CpuAllocation, &s.CpuAllocation)
		merge(&cfg.MemoryAllocation, &s.MemoryAllocation)
		cfg.ScaleDescendantsShares = orElse(s.ScaleDescendantsShares, cfg.ScaleDescendantsShares)
		levelShares(&cfg)
		for _, a := range []types.ResourceAllocationInfo{cfg.CpuAllocation, cfg.MemoryAllocation} {
			if value(a.Reservation) < 0 || value(a.Limit) < -1 || (value(a.Limit) >= 0 && value(a.Limit) < value(a.Reservation)) {
				return bad(invalid("config.reservation"))
			}
		}
		if parent != nil {
			if f := l.admit(parent.Self, value(cfg.CpuAllocation.Reservation), value(cfg.MemoryAllocation.Reservation), p.Self); f != nil {
				return bad(f)
			}
		}
	}
	p.Config = cfg
	if req.Name != "" {
		p.Name = req.Name
	}
	p.Summary = &types.ResourcePoolSummary{Name: p.Name, Config: p.Config}
	l.tally(p.ResourcePool)
	if parent != nil {
		l.tally(parent)
	}
	body.Res = &types.UpdateConfigResponse{}
	return body
}

// MoveIntoResourcePool takes machines and pools of the same compute resource.
func (p *pool) MoveIntoResourcePool(_ *simulator.Context, req *types.MoveIntoResourcePool) soap.HasFault {
	l := p.lab
	body := &methods.MoveIntoResourcePoolBody{}
	for _, ref := range req.List {
		switch o := l.Map.Get(ref).(type) {
		case *simulator.VirtualMachine:
			l.setPool(o, p.Self)
		case *simulator.ResourcePool:
			if o.Owner != p.Owner {
				body.Fault_ = refuse(invalid("list"))
				return body
			}
			from := get[*simulator.ResourcePool](l, *o.Parent)
			simulator.RemoveReference(&from.ResourcePool.ResourcePool, ref)
			p.ResourcePool.ResourcePool.ResourcePool = append(p.ResourcePool.ResourcePool.ResourcePool, ref)
			o.Parent = &p.Self
		default:
			body.Fault_ = refuse(&types.ManagedObjectNotFound{Obj: ref})
			return body
		}
	}
	body.Res = &types.MoveIntoResourcePoolResponse{}
	return body
}

// DestroyTask refuses a pool that holds something. A vCenter would hand machines
// to the parent; the provider asks first, and so does this lab.
func (p *pool) DestroyTask(ctx *simulator.Context, _ *types.Destroy_Task) soap.HasFault {
	return &methods.Destroy_TaskBody{Res: &types.Destroy_TaskResponse{
		Returnval: p.lab.task(ctx, p.ResourcePool, "destroy", func() (result, fault) {
			if p.Parent.Type != "ResourcePool" {
				return nil, &types.NotSupported{}
			}
			if len(p.Vm) > 0 || len(p.ResourcePool.ResourcePool.ResourcePool) > 0 {
				return nil, explained(&types.ResourceInUse{Type: "ResourcePool", Name: p.Name}, "The resource pool %s is not empty.", p.Name)
			}
			p.lab.removePool(ctx, p.Self)
			return nil, nil
		}),
	}}
}

// removePool takes a pool and the pools below it out of the inventory.
func (l *Lab) removePool(ctx *simulator.Context, ref types.ManagedObjectReference) {
	p := get[*simulator.ResourcePool](l, ref)
	for _, c := range slices.Clone(p.ResourcePool.ResourcePool) {
		l.removePool(ctx, c)
	}
	if parent := get[*simulator.ResourcePool](l, *p.Parent); parent != nil {
		simulator.RemoveReference(&parent.ResourcePool.ResourcePool, ref)
		l.tally(parent)
	}
	l.Map.Remove(ctx, ref)
	l.forget(ref)
}

// setPool moves a machine between pools.
func (l *Lab) setPool(vm *simulator.VirtualMachine, to types.ManagedObjectReference) {
	if vm.ResourcePool != nil {
		if p := get[*simulator.ResourcePool](l, *vm.ResourcePool); p != nil {
			simulator.RemoveReference(&p.Vm, vm.Self)
			l.tally(p)
		}
	}
	if vm.Config.Template {
		vm.ResourcePool = nil
		return
	}
	p := get[*simulator.ResourcePool](l, to)
	p.Vm = append(p.Vm, vm.Self)
	vm.ResourcePool = &p.Self
	l.tally(p)
}
